// The pictures of an auction: one large, the others to choose from.

import { el, fill } from "../dom.js";
import { t } from "../i18n.js";
import { art, picture, readyImages } from "../parts.js";

const MAIN_WIDTH = "(max-width: 900px) 94vw, 660px";

export class Gallery {
  root = el("div.room-art.stack");
  #drawn = "";
  #chosen = null;

  /** Draws anew only where the pictures are others than before: nothing flickers. */
  draw(auction) {
    const images = readyImages(auction);
    const keys = images.map((image) => image.key).join(" ") || "none";
    if (keys === this.#drawn) return;
    this.#drawn = keys;
    const shown = images.find((image) => image.key === this.#chosen) ?? images[0];
    fill(this.root, art(auction, MAIN_WIDTH, shown), images.length > 1 && this.#choices(auction, images, shown));
  }

  #choices(auction, images, shown) {
    return el("ul.thumbs", images.map((image, index) =>
      el("li", el("button", {
        type: "button", "aria-label": t("picture", { n: index + 1 }), "aria-current": image === shown && "true",
        onclick: () => {
          this.#chosen = image.key;
          this.#drawn = "";
          this.draw(auction);
        },
      }, picture(image, "72px")))));
  }
}
