// One message as a bubble: text with its entities, file, buttons. Drawn again whenever it changes.

import { element, initial, picture } from "./elements.js";
import { say } from "./texts.js";

const TAGS = { bold: "strong", italic: "em", underline: "u", strikethrough: "s", code: "code", pre: "pre", blockquote: "blockquote", expandable_blockquote: "blockquote", spoiler: "span" };
const DEEP_LINK = /^(?:https?:\/\/)?t\.me\/([A-Za-z0-9_]+)(?:\?(start|startgroup)=([A-Za-z0-9_-]*))?$/;

/** `acts` holds what a tap on something in the message does: press, open, command, edit, reply. */
export function messageNode(message, me, isGroup, acts) {
  if (message.service) return element("li", { class: "service-line", id: nodeId(message) }, serviceText(message.service));
  const mine = message.sender.id === me;
  const bubble = element("div", { class: "bubble" });
  if (isGroup && !mine) bubble.append(element("div", { class: "sender" }, message.sender.name));
  if (message.reply_to) bubble.append(quote(message.reply_to));
  if (message.file) bubble.append(fileNode(message.file));
  if (message.text) bubble.append(element("div", { class: "text" }, ...textNodes(message, acts)));
  bubble.append(foot(message, mine, acts));
  const body = element("div", { class: "body" }, bubble, keyboard(message, acts));
  const face = isGroup && !mine ? initial(message.sender.name) : null;
  return element("li", { class: `message ${mine ? "mine" : "theirs"}`, id: nodeId(message) }, face, body);
}

export const nodeId = (message) => `m${message.chat}_${message.id}`;

function quote(original) {
  return element("blockquote", { class: "quote" }, element("b", {}, original.name), element("span", {}, original.text));
}

function foot(message, mine, acts) {
  const time = new Date(message.date * 1000).toLocaleTimeString("zh-CN", { hour: "2-digit", minute: "2-digit", timeZone: "Asia/Shanghai" });
  const marks = [message.pinned && say("pinned"), message.edited && say("edited")].filter(Boolean).join(" · ");
  const tool = (name, act) => element("button", { type: "button", class: "tool", title: say(name), "aria-label": say(name), onclick: act }, picture(name));
  const edit = mine && message.text ? tool("edit", () => acts.edit(message)) : null;
  const reactions = message.reactions.length ? element("span", { class: "reactions" }, message.reactions.join(" ")) : null;
  return element("div", { class: "foot" }, reactions, edit, tool("reply", () => acts.reply(message)), marks ? element("span", {}, marks) : null, element("time", {}, time));
}

function keyboard(message, acts) {
  if (!message.rows.length) return null;
  const rows = message.rows.map((row) => element("div", { class: "row" }, ...row.map((button) => {
    const press = button.kind === "data" ? (event) => acts.press(message, button, event.currentTarget) : () => acts.open(button.url, button);
    return element("button", { type: "button", class: "key", onclick: press, "data-data": button.data },
      element("span", {}, button.text), button.kind === "url" ? picture("link") : null);
  })));
  return element("div", { class: "keys" }, ...rows);
}

function fileNode(file) {
  const address = `/chat/files/${encodeURIComponent(file.id)}`;
  if (file.photo) {
    const [width, height] = file.dimensions ?? [];
    const image = element("img", { src: address, alt: file.name, loading: "lazy", width, height });
    return element("a", { class: "photo", href: address, target: "_blank", rel: "noreferrer" }, image);
  }
  const shown = file.mime === "application/pdf" || file.mime.startsWith("image/");
  return element("div", { class: "document" },
    element("span", { class: "paper" }, picture("file")),
    element("div", {}, element("div", { class: "name" }, file.name), element("div", { class: "size" }, size(file.size))),
    element("div", { class: "links" },
      shown ? element("a", { href: address, target: "_blank", rel: "noreferrer" }, say("open")) : null,
      element("a", { href: `${address}?download`, download: file.name }, say("download"))));
}

function size(bytes) {
  if (bytes < 1024) return `${bytes} ${say("bytes")}`;
  return bytes < 1048576 ? `${(bytes / 1024).toFixed(1)} KB` : `${(bytes / 1048576).toFixed(1)} MB`;
}

function serviceText(service) {
  const names = service.names.join("、");
  if (service.kind === "new_chat_members") return say("joined", { names });
  if (service.kind === "left_chat_member") return say("left", { names });
  return service.title || say("service");
}

/** Text with nested entities. JavaScript counts UTF-16 units, as Telegram does. */
function textNodes(message, acts, from = 0, to = message.text.length, entities = message.entities) {
  const nodes = [];
  let position = from;
  for (let index = 0; index < entities.length; index += 1) {
    const entity = entities[index];
    if (entity.offset < position) continue;
    if (entity.offset > position) nodes.push(message.text.slice(position, entity.offset));
    const end = Math.min(entity.offset + entity.length, to);
    const inner = entities.slice(index + 1).filter((other) => other.offset >= entity.offset && other.offset + other.length <= end);
    nodes.push(marked(entity, message.text.slice(entity.offset, end), textNodes(message, acts, entity.offset, end, inner), acts));
    // A block ends its own line: the line break behind it would be an empty line.
    position = isBlock(entity) && message.text[end] === "\n" ? end + 1 : end;
  }
  if (position < to) nodes.push(message.text.slice(position, to));
  return nodes;
}

const isBlock = (entity) => ["pre", "blockquote", "expandable_blockquote"].includes(entity.type);

function marked(entity, text, children, acts) {
  if (entity.type === "bot_command") return element("button", { type: "button", class: "inline", onclick: () => acts.command(text) }, ...children);
  if (entity.type === "url" || entity.type === "text_link") {
    return element("button", { type: "button", class: "inline", onclick: () => acts.open(entity.url ?? text) }, ...children);
  }
  const tag = TAGS[entity.type];
  return tag ? element(tag, entity.type === "spoiler" ? { class: "spoiler", tabIndex: 0 } : {}, ...children) : element("span", { class: entity.type }, ...children);
}

/** What a t.me link asks for, or null when it leads elsewhere. */
export function deepLink(address, username) {
  const match = DEEP_LINK.exec(address);
  if (!match || match[1].toLowerCase() !== username.toLowerCase()) return null;
  return { group: match[2] === "startgroup", payload: match[3] ?? "" };
}
