window.onload = function () {
  window.ui = SwaggerUIBundle({
    urls: [
      { name: "all", url: "/v3/api-docs" },
      { name: "user", url: "/v3/api-docs/user" },
      { name: "wallet", url: "/v3/api-docs/wallet" },
      { name: "auction", url: "/v3/api-docs/auction" },
      { name: "realtime", url: "/v3/api-docs/realtime" },
    ],
    dom_id: "#swagger-ui",
    deepLinking: true,
    presets: [SwaggerUIBundle.presets.apis, SwaggerUIStandalonePreset],
    plugins: [SwaggerUIBundle.plugins.DownloadUrl],
    layout: "StandaloneLayout",
    validatorUrl: null,
  });
};
