// Building nodes: text only ever becomes text, so nothing that people or the bot write can become markup.

const SVG = "http://www.w3.org/2000/svg";
const PICTURES = {
  send: "M3 10.2 17 3.5l-4.6 13.2-3-5.3-6.4-1.2ZM9.4 11.4 17 3.5",
  attach: "M14.8 9.2 9.7 14.3a3.2 3.2 0 0 1-4.6-4.6l6-6a2.1 2.1 0 0 1 3 3l-5.8 5.8a1 1 0 0 1-1.5-1.5l5-5",
  menu: "M4 6h12M4 10h12M4 14h8",
  more: "M10 4.8v.4M10 9.8v.4M10 14.8v.4",
  link: "M8 12.5 14.5 6M9.5 5.5h5.5V11",
  file: "M6 3.5h5.5L15 7v9.5H6zM11.5 3.5V7H15",
  reply: "M8.500 5 4 9.500l4.500 4.500M4.500 9.500H12a4 4 0 0 1 4 4v1.500",
  edit: "M4.5 15.5l.7-3L13 4.7l2.3 2.3-7.8 7.8z",
};

export function element(tag, properties = {}, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(properties)) {
    if (value === null || value === undefined || value === false) continue;
    if (name.startsWith("on")) node.addEventListener(name.slice(2), value);
    else if (name === "class") node.className = value;
    else if (name in node && !name.includes("-") && name !== "role") node[name] = value;
    else node.setAttribute(name, value === true ? "" : value);
  }
  node.append(...children.filter((child) => child !== null && child !== undefined));
  return node;
}

export function picture(name) {
  const svg = document.createElementNS(SVG, "svg");
  svg.setAttribute("viewBox", "0 0 20 20");
  svg.setAttribute("aria-hidden", "true");
  const path = document.createElementNS(SVG, "path");
  path.setAttribute("d", PICTURES[name]);
  svg.append(path);
  return svg;
}

export function initial(name) {
  return element("span", { class: `face hue${[...name].reduce((sum, c) => sum + c.codePointAt(0), 0) % 6}`, "aria-hidden": "true" }, [...name][0] ?? "?");
}
