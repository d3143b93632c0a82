// Line drawings that stand in for missing pictures. Drawn here, so that no font or file is needed.

const SVG = "http://www.w3.org/2000/svg";

/** Path data on a field of 48 × 48. */
const SHAPES = {
  box: "M8 16 24 8l16 8v17l-16 8-16-8zM8 16l16 8 16-8M24 24v17M16 12l16 8",
  chair: "M15 8v17M33 8v17M15 12h18M15 18h18M12 25h24v5H12zM15 30v11M33 30v11",
  bike: "M12 35a7 7 0 1 0 0-14 7 7 0 0 0 0 14zM36 35a7 7 0 1 0 0-14 7 7 0 0 0 0 14zM12 28l7-12h12l5 12M19 16l7 12h-14M26 28l5-12M16 13h6M31 16l-2-5h5",
  camera: "M7 16h9l3-5h10l3 5h9v22H7zM24 34a7 7 0 1 0 0-14 7 7 0 0 0 0 14zM36 21h1",
  clothes: "M18 8 8 14l3 9 5-2v19h16V21l5 2 3-9-10-6c-1 4-11 4-12 0z",
  book: "M24 13c-4-4-10-4-16-3v27c6-1 12-1 16 3 4-4 10-4 16-3V10c-6-1-12-1-16 3zM24 13v27",
  tent: "M24 9 6 39h36zM24 9v-3M24 22l-8 17M24 22l8 17",
  music: "M18 35V12l20-4v23M18 18l20-4M18 35a5 5 0 1 1-10 0 5 5 0 0 1 10 0zM38 31a5 5 0 1 1-10 0 5 5 0 0 1 10 0z",
  game: "M15 16h18c6 0 9 6 9 14 0 7-5 8-8 4l-4-5H18l-4 5c-3 4-8 3-8-4 0-8 3-14 9-14zM16 20v7M12.5 23.5h7M31 21h1M35 25h1",
  screen: "M8 10h32v22H8zM18 40h12M24 32v8",
  phone: "M15 6h18v36H15zM22 37h4",
  kitchen: "M10 20h28v12a7 7 0 0 1-7 7H17a7 7 0 0 1-7-7zM6 20h36M18 14c-2-3 2-4 0-7M25 14c-2-3 2-4 0-7M32 14c-2-3 2-4 0-7",
  toy: "M24 30a9 9 0 1 0 0-18 9 9 0 0 0 0 18zM15 16a4 4 0 1 1 3-6M33 16a4 4 0 1 0-3-6M21 20h1M27 20h1M22 25h4M17 28c-6 3-7 8-6 13h26c1-5 0-10-6-13",
  plant: "M24 28V14M24 20c-8 0-12-4-12-11 8 0 12 4 12 11zM24 24c8 0 12-4 12-11-8 0-12 4-12 11zM15 28h18l-3 13H18z",
  art: "M24 8C13 8 7 16 7 24s6 16 14 16c4 0 3-4 2-6s0-5 4-5h7c4 0 7-3 7-8 0-8-8-13-17-13zM15 20h1M22 15h1M30 16h1M15 28h1",
  watch: "M24 34a10 10 0 1 0 0-20 10 10 0 0 0 0 20zM18 16l2-10h8l2 10M18 32l2 10h8l2-10M24 19v5l4 2",
  home: "M8 23 24 9l16 14M12 20v19h24V20M20 39V28h8v11",
};

const BY_WORD = [
  [/chair|furnit|sofa|desk|table|가구|의자|책상/i, "chair"], [/bike|bicycle|cycl|자전거/i, "bike"], [/camera|photo|카메라|사진/i, "camera"],
  [/phone|폰/i, "phone"], [/cloth|fashion|wear|coat|shoe|의류|패션|옷/i, "clothes"], [/book|도서|책/i, "book"],
  [/camp|outdoor|sport|tent|스포츠|캠핑|레저/i, "tent"], [/music|instr|guitar|piano|악기|음악/i, "music"], [/game|게임/i, "game"],
  [/electr|digital|comput|monitor|laptop|tv|디지털|가전|컴퓨터/i, "screen"], [/kitchen|food|cook|주방|식품|생활/i, "kitchen"],
  [/toy|kid|baby|child|유아|장난감|육아/i, "toy"], [/plant|garden|식물/i, "plant"], [/art|collect|hobby|취미|수집|예술/i, "art"],
  [/watch|jewel|시계|주얼리/i, "watch"], [/home|house|interior|인테리어/i, "home"],
];

/** A drawing by name. */
export function icon(name) {
  const svg = document.createElementNS(SVG, "svg");
  svg.setAttribute("viewBox", "0 0 48 48");
  svg.setAttribute("aria-hidden", "true");
  svg.classList.add("icon");
  const path = document.createElementNS(SVG, "path");
  path.setAttribute("d", SHAPES[name] ?? SHAPES.box);
  svg.append(path);
  return svg;
}

/** The drawing that fits words best. */
export function iconFor(...words) {
  for (const text of words) {
    const found = BY_WORD.find(([pattern]) => pattern.test(text ?? ""));
    if (found) return icon(found[1]);
  }
  return icon("box");
}
