package com.neighborbid.gateway.page;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.FilePayload;
import com.neighborbid.gateway.support.GatewayIntegration;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// The page in a real browser, through the gateway, against a market that speaks the contract.
class PageIT extends GatewayIntegration {

  private static final double PATIENCE_MILLIS = 20_000;

  private static Playwright playwright;
  private static Browser browser;

  private final Market market = new Market();
  private final List<String> complaints = new ArrayList<>();
  private BrowserContext context;
  private Page page;

  @BeforeAll
  static void startBrowser() {
    Optional<Path> chromium =
        Stream.of("/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome")
            .map(Path::of)
            .filter(Files::isExecutable)
            .findFirst();
    Assumptions.assumeTrue(
        chromium.isPresent(),
        "The web page is NOT tested: no Chromium on this machine (apt-get install chromium)");
    PlaywrightAssertions.setDefaultAssertionTimeout(PATIENCE_MILLIS);
    playwright =
        Playwright.create(
            new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
    browser =
        playwright
            .chromium()
            .launch(
                new BrowserType.LaunchOptions()
                    .setExecutablePath(chromium.orElseThrow())
                    .setArgs(List.of("--no-sandbox")));
  }

  @AfterAll
  static void stopBrowser() {
    if (playwright != null) {
      playwright.close();
    }
  }

  @BeforeEach
  void openMarket() {
    market.open();
    open("en-GB", 1280, 860, ColorScheme.LIGHT);
  }

  @AfterEach
  void closePage() {
    context.close();
    assertThat(complaints).as("what the browser complained about").isEmpty();
  }

  @Test
  void showsTheAuctions() {
    go("#/");
    assertThat(page.locator(".card")).hasCount(8);
    assertThat(page.locator(".card").first()).containsText("Oak reading chair");
    assertThat(page.locator(".card").first()).containsText("42,000 won");
    shoot("home");
  }

  @Test
  void showsPicturesInASizeThatFits() {
    go("#/");
    assertThat(page.locator(".card").first().locator("img")).isVisible();
    await().until(() -> !market.pictures.isEmpty());
    assertThat(market.pictures).allMatch(url -> url.endsWith("-small") || url.endsWith("-medium"));
    assertThat(page.locator(".card .art svg")).hasCount(7);

    go("#/auction/1");
    assertThat(page.locator(".thumbs button")).hasCount(2);
    page.locator(".thumbs button").nth(1).click();
    assertThat(page.locator(".room-art .art img")).hasAttribute("src", "/api/images/bb-medium");
    shoot("room-pictures");
  }

  @Test
  void asksTheSellerWithoutLeavingThePage() {
    logIn();
    go("#/auction/1");
    page.getByLabel("Ask the seller").fill("Is it <b>heavy</b>?");
    page.getByText("Ask", new Page.GetByTextOptions().setExact(true)).click();
    assertThat(page.locator("#comments .comment-text")).hasText("Is it <b>heavy</b>?");
    assertThat(page.getByLabel("Ask the seller")).hasValue("");
  }

  @Test
  void listsAnItemWithItsPictures() {
    logIn();
    go("#/sell");
    page.getByLabel("Title").fill("Desk lamp");
    page.getByLabel("Description").fill("Bright and warm.");
    page.getByLabel("Category").selectOption("furniture");
    page.getByLabel("Starting price").fill("10,000");
    page.getByLabel("Pictures")
        .setInputFiles(
            new FilePayload[] {
              new FilePayload("one.jpg", "image/jpeg", new byte[] {1}),
              new FilePayload("two.jpg", "image/jpeg", new byte[] {2})
            });
    page.locator("form .button.accent").click();
    assertThat(page).hasURL(address("#/auction/1"));
    assertThat(market.uploads).hasSize(2);
    assertThat(market.uploads.peek()).contains("one.jpg");
  }

  @Test
  void neverRunsTextOfOthers() {
    go("#/");
    assertThat(page.locator("#auctions")).containsText(Market.SCRIPT);
    assertThat(page.locator(".card h3 img")).hasCount(0);
    assertThat(page.title()).isEqualTo("NeighborBid · Auctions");
  }

  @Test
  void speaksTheBrowsersLanguage() {
    context.close();
    open("ko-KR", 390, 844, ColorScheme.LIGHT);
    go("#/");
    assertThat(page.locator("h1")).hasText("우리 동네 실시간 경매");
    assertThat(page.locator("html")).hasAttribute("lang", "ko");
    shoot("home-ko-phone");
    go("#/auction/1");
    assertThat(page.locator("#price")).hasText("42,000원");
    shoot("room-ko-phone");
  }

  @Test
  void logsInAndShowsTheMoneyOfWhoeverDid() {
    logIn();
    assertThat(page.locator("#purse")).containsText("200,000 won");
    page.reload();
    assertThat(page.locator("#purse")).containsText("mina");
  }

  @Test
  void saysWhyALoginFailed() {
    go("#/login");
    page.getByLabel("Username").fill("mina");
    page.getByLabel("Password").fill("wrong-password");
    page.locator("form button").click();
    assertThat(page.getByRole(AriaRole.ALERT)).hasText("Wrong username or password.");
    page.getByLabel("Password").fill("");
    page.locator("form button").click();
    assertThat(page.getByLabel("Password")).hasAttribute("aria-invalid", "true");
  }

  @Test
  void bringsBackToWhereTheLoginWasNeeded() {
    go("#/wallet");
    assertThat(page).hasURL(address("#/login?back=%2Fwallet"));
    fillLogin();
    assertThat(page.locator("#available")).hasText("200,000 won");
    shoot("wallet");
  }

  @Test
  void showsBidsOfOthersTheMomentTheyHappen() {
    go("#/auction/1");
    assertThat(page.locator("#link")).containsText("Live");
    assertThat(page.locator("#price")).hasText("42,000 won");
    market.bid("sora", 50_000, "b-50");
    assertThat(page.locator("#price")).hasText("50,000 won");
    assertThat(page.locator("#leader")).hasText("Highest bidder: sora");
    assertThat(page.locator("#min-next, .bid-form")).containsText("51,000 won");
    assertThat(page.locator("#feed li").first()).containsText("sora");
    assertThat(page.locator("#feed li")).hasCount(3);
  }

  @Test
  void bidsOverTheRoomAndSaysHowItWent() {
    logIn();
    go("#/auction/1");
    assertThat(page.locator("#bid-form")).isVisible();
    assertThat(page.locator("#link")).containsText("Live");
    assertThat(market.protocols).contains("bearer, access.token.mina");
    page.getByLabel("Your bid").fill("45,000");
    page.locator("#bid-form .accent").click();
    assertThat(page.locator("#bid-progress")).hasText("Your bid of 45,000 won counts.");
    assertThat(page.locator("#price")).hasText("45,000 won");
    assertThat(page.locator("#leader")).hasText("You are the highest bidder");
    assertThat(market.heard).anySatisfy(sent -> assertThat(sent.path("id").asText()).hasSize(32));
    shoot("room");
  }

  @Test
  void buysAtOnceWhenTheBuyerIsSure() {
    logIn();
    go("#/auction/1");
    assertThat(page.locator("#buy-now")).hasText("Buy now for 95,000 won");
    page.locator("#buy-now").click();
    page.locator("dialog button[value=no]").click();
    assertThat(page.getByRole(AriaRole.DIALOG)).hasCount(0);
    page.locator("#buy-now").click();
    assertThat(page.getByRole(AriaRole.DIALOG)).containsText("Buy it now for 95,000 won?");
    page.locator("dialog button[value=yes]").click();
    assertThat(page.locator("#bid-progress")).hasText("You bought it for 95,000 won.");
    assertThat(market.bought)
        .singleElement()
        .satisfies(sent -> assertThat(sent.path("price").asLong()).isEqualTo(95_000));
  }

  @Test
  void doesNotOfferToBuyAtOnceBeyondThePrice() {
    logIn();
    go("#/auction/1");
    assertThat(page.locator("#buy-now")).isVisible();
    market.bid("sora", 96_000, "b-96");
    assertThat(page.locator("#buy-now")).isHidden();
  }

  @Test
  void showsARefusalAndKeepsTheForm() {
    logIn();
    go("#/auction/1");
    assertThat(page.locator("#link")).containsText("Live");
    page.getByLabel("Your bid").fill("900000");
    page.locator("#bid-form .accent").click();
    assertThat(page.locator("#bid-form [role=alert]"))
        .containsText("Not enough money in the wallet.");
    assertThat(page.locator("#bid-form .accent")).isEnabled();
  }

  @Test
  void refusesALowBidWithoutAskingAnybody() {
    logIn();
    go("#/auction/1");
    page.getByLabel("Your bid").fill("5000");
    page.locator("#bid-form .accent").click();
    assertThat(page.locator("#bid-form .wrong")).hasText("At least 43,000 won.");
    assertThat(market.heard).isEmpty();
  }

  @Test
  void talksWithTheRoom() {
    logIn();
    go("#/auction/1");
    assertThat(page.locator("#link")).containsText("Live");
    assertThat(page.locator("#chat")).containsText("Nobody has said anything yet.");
    page.getByLabel("Say something").fill(" Does it fold? ");
    page.getByLabel("Say something").press("Enter");
    await().until(() -> !market.heard.isEmpty());
    assertThat(market.heard.peek().path("action").asText()).isEqualTo("chat");
    assertThat(market.heard.peek().path("text").asText()).isEqualTo("Does it fold?");
    assertThat(page.getByLabel("Say something")).hasValue("");
    market.tell(chat("m-1", "mina", "Does it fold?"));
    market.tell(chat("m-1", "mina", "Does it fold?"));
    market.tell(chat("m-2", "hana", Market.SCRIPT));
    assertThat(page.locator("#chat li")).hasCount(2);
    assertThat(page.locator("#chat li").last()).containsText(Market.SCRIPT);
    assertThat(page.locator("#chat li img")).hasCount(0);
    shoot("chat");
    market.tell(Map.of("type", "chat_removed", "auctionId", 1, "id", "m-2"));
    assertThat(page.locator("#chat li")).hasCount(1);
    market.tell(
        Map.of(
            "type",
            "error",
            "error",
            "Too many requests.",
            "code",
            "TOO_MANY_REQUESTS",
            "id",
            market.heard.peek().path("id").asText()));
    assertThat(page.locator(".toast.bad")).hasText("Too many requests.");
    assertThat(page.getByLabel("Say something")).hasValue("Does it fold?");
    market.restart();
    await().until(() -> market.roomAddresses.size() == 2);
    assertThat(page.locator("#chat")).containsText("Nobody has said anything yet.");
    market.tell(chat("m-3", "hana", "It does."));
    assertThat(page.locator("#chat li")).hasCount(1);
  }

  @Test
  void letsStrangersReadTheChat() {
    go("#/auction/1");
    assertThat(page.locator("#link")).containsText("Live");
    market.tell(chat("m-1", "hana", "Come and see it."));
    assertThat(page.locator("#chat")).containsText("Come and see it.");
    assertThat(page.getByLabel("Say something")).hasCount(0);
    assertThat(page.locator("#chat a")).hasText("Log in to join the chat");
  }

  private static Map<String, Object> chat(String id, String from, String text) {
    return Map.of(
        "type",
        "chat",
        "auctionId",
        1,
        "id",
        id,
        "from",
        from,
        "text",
        text,
        "at",
        "2026-03-01T10:00:00Z");
  }

  @Test
  void tellsWhoeverIsOutbid() {
    logIn();
    go("#/auction/1");
    assertThat(page.locator("#link")).containsText("Live");
    market.tell(Map.of("type", "outbid", "auctionId", 1, "amount", 46_000, "msg", ""));
    assertThat(page.locator(".toast.bad"))
        .hasText("You were outbid. The money is back in your wallet.");
  }

  @Test
  void showsWhatConcernsMeAndWhereItLeads() {
    logIn();
    go("#/auction/1");
    assertThat(page.locator("#link")).containsText("Live");
    market.tell(
        Map.of(
            "type",
            "ending_soon",
            "auctionId",
            2,
            "msg",
            "An auction you watch ends in 10 minutes.",
            "endsAt",
            "2026-11-20T10:00:00Z"));
    assertThat(page.locator(".toast a")).hasText("An auction you watch ends in 10 minutes.");
    assertThat(page.locator(".toast a")).hasAttribute("href", "#/auction/2");
    market.tell(Map.of("type", "refunded", "auctionId", 1, "amount", 5, "msg", "5 won are back."));
    assertThat(page.locator(".toast").last()).hasText("5 won are back.");
  }

  @Test
  void watchesAnAuctionAndTakesThatBack() {
    logIn();
    go("#/auction/1");
    assertThat(page.locator("#watch")).containsText("Watch");
    page.locator("#watch").click();
    assertThat(page.locator("#watch")).containsText("Watching · 1");
    assertThat(page.locator("#watch")).hasAttribute("aria-pressed", "true");
    page.locator("#watch").click();
    assertThat(page.locator("#watch")).hasAttribute("aria-pressed", "false");
    assertThat(market.watches).containsExactly("PUT", "DELETE");
  }

  @Test
  void showsTheEndAndTheWinner() {
    go("#/auction/1");
    assertThat(page.locator("#link")).containsText("Live");
    market.tell(
        Map.of(
            "type",
            "auction_end",
            "auctionId",
            1,
            "seq",
            42,
            "amount",
            42_000,
            "bidder",
            "joon",
            "msg",
            "",
            "winner_id",
            9,
            "winner_nickname",
            "joon"));
    assertThat(page.locator(".room")).containsText("Sold to joon for 42,000 won.");
    assertThat(page.locator("#clock")).hasText("Ended");
  }

  @Test
  void comesBackAfterARestartAndSaysWhatItSawLast() {
    go("#/auction/1");
    assertThat(page.locator("#link")).containsText("Live");
    market.bid("sora", 44_000, "b-44");
    assertThat(page.locator("#price")).hasText("44,000 won");
    market.restart();
    await().until(() -> market.roomAddresses.contains("/ws/auction/1/?since=42"));
    assertThat(page.locator("#link")).containsText("Live");
    market.bid("hyun", 47_000, "b-47");
    assertThat(page.locator("#price")).hasText("47,000 won");
  }

  @Test
  void depositsWithAKeyOfItsOwn() {
    logIn();
    go("#/wallet");
    page.locator("#deposits input").fill("30000");
    page.locator("#deposits .button").click();
    assertThat(page.locator("#available")).hasText("230,000 won");
    assertThat(market.depositKeys).singleElement().asString().hasSize(32);
    assertThat(page.locator("#transactions tr")).hasCount(2);
  }

  @Test
  void listsAnItem() {
    logIn();
    go("#/sell");
    page.getByLabel("Title").fill("Desk lamp");
    page.locator("form .button.accent").click();
    assertThat(page.getByLabel("Description")).hasAttribute("aria-invalid", "true");
    page.getByLabel("Description").fill("Bright and warm.");
    page.getByLabel("Category").selectOption("furniture");
    page.getByLabel("Starting price").fill("10,000");
    shoot("sell");
    assertThat(page.locator("[aria-invalid=true]")).hasCount(0);
    page.locator("form .button.accent").click();
    assertThat(page).hasURL(address("#/auction/1"));
    assertThat(market.listed)
        .singleElement()
        .satisfies(
            item -> {
              assertThat(item.path("startPrice").asLong()).isEqualTo(10_000);
              assertThat(item.path("reach").asText()).isEqualTo("NATIONAL");
              assertThat(item.path("endsAt").asText()).endsWith("Z");
            });
  }

  @Test
  void showsMyBids() {
    logIn();
    go("#/me");
    assertThat(page.locator("#my-bids tr")).hasCount(1);
    assertThat(page.locator("#my-bids")).containsText("Outbid");
    assertThat(page.locator("#watchlist .card")).hasCount(1);
    shoot("mine");
  }

  @Test
  void isDarkWhereThatIsWanted() {
    context.close();
    open("en-GB", 1280, 860, ColorScheme.DARK);
    go("#/auction/1");
    assertThat(page.locator("#price")).hasText("42,000 won");
    shoot("room-dark");
  }

  private void open(String locale, int width, int height, ColorScheme colours) {
    context =
        browser.newContext(
            new Browser.NewContextOptions()
                .setLocale(locale)
                .setColorScheme(colours)
                .setViewportSize(width, height));
    page = context.newPage();
    page.onConsoleMessage(
        message -> {
          // A refused request is logged by the browser itself and is part of some tests.
          if ("error".equals(message.type()) && !message.text().startsWith("Failed to load")) {
            complaints.add(message.text());
          }
        });
    page.onPageError(complaints::add);
  }

  private void logIn() {
    go("#/login");
    fillLogin();
    assertThat(page.locator("#purse")).isVisible();
  }

  private void fillLogin() {
    page.getByLabel("Username").fill("mina");
    page.getByLabel("Password").fill("correct-password");
    page.locator("form button").click();
  }

  private void go(String hash) {
    page.navigate(address(hash));
  }

  private String address(String hash) {
    return "http://127.0.0.1:" + port + "/" + hash;
  }

  /// Pictures for people, in `target/screenshots`.
  private void shoot(String name) {
    page.screenshot(
        new Page.ScreenshotOptions()
            .setPath(Path.of("target", "screenshots", name + ".png"))
            .setFullPage(true));
  }
}
