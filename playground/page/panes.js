// One pane: a person's chat with the bot, or the work group seen by one of its members.

import { editBox, toast } from "./dialogs.js";
import { element, initial, picture } from "./elements.js";
import { deepLink, messageNode, nodeId } from "./messages.js";
import { post, upload } from "./requests.js";
import { say, words } from "./texts.js";

export class Pane {
  /** `page` gives the bot, the commands, people by id, and opens another pane. */
  constructor(chat, page) {
    this.page = page;
    this.chat = chat;
    this.isGroup = chat.kind !== "private";
    this.me = this.isGroup ? chat.members.find((member) => !member.bot)?.id : chat.id;
    this.messages = new Map();
    this.unread = 0;
    this.node = element("section", { class: "pane", id: `pane${chat.id}`, role: "tabpanel", "aria-label": chat.title });
    this.draw();
  }

  draw() {
    const kept = this.field?.value ?? "";
    this.list = element("ol", { class: "messages", "aria-live": "polite", tabIndex: 0, "aria-label": this.chat.title });
    this.typing = element("p", { class: "typing", "aria-hidden": "true" });
    this.field = element("textarea", { rows: 1, placeholder: say("write"), "aria-label": say("write"), value: kept,
      oninput: () => this.fit(), onkeydown: (event) => this.key(event) });
    this.keyboard = element("div", { class: "reply-keyboard" });
    this.answering = element("div", { class: "answering", hidden: true });
    this.replyTo = null;
    this.node.replaceChildren(this.head(), this.list, this.typing, this.keyboard, this.answering, this.composer());
    this.messages.clear();
    if (!this.chat.messages.length) this.list.append(this.emptiness());
    for (const message of this.chat.messages) this.put(message, false);
    this.scroll(true);
  }

  head() {
    const person = this.page.person(this.chat.id);
    const detail = this.isGroup ? say("members", { n: this.chat.members.length })
      : [words().roles[person?.role ?? ""], person?.unit].filter(Boolean).join(" · ");
    const aside = this.isGroup ? this.speaker() : this.stopper();
    return element("header", { class: "head" }, initial(this.chat.title),
      element("div", { class: "who" }, element("h2", {}, this.chat.title), element("p", {}, this.chat.blocked ? say("stopped") : detail)), aside);
  }

  speaker() {
    const choices = this.chat.members.filter((member) => !member.bot)
      .map((member) => element("option", { value: member.id, selected: member.id === this.me }, member.name));
    return element("label", { class: "speaker" }, element("span", {}, say("speaks")),
      element("select", { onchange: (event) => { this.me = Number(event.target.value); this.draw(); } }, ...choices));
  }

  stopper() {
    const text = say(this.chat.blocked ? "unblock" : "block");
    return element("button", { type: "button", class: "quiet", onclick: () => this.act("block", { blocked: !this.chat.blocked }) }, text);
  }

  emptiness() {
    const hint = this.isGroup ? null : element("span", {}, say(this.chat.started ? "noHistory" : "emptyHint"));
    return element("li", { class: "empty" }, element("b", {}, say("empty")), hint);
  }

  composer() {
    if (!this.chat.started) {
      return element("div", { class: "composer" }, element("button", { type: "button", class: "strong wide", onclick: () => this.send("/start") }, say("start")));
    }
    const file = element("input", { type: "file", hidden: true, onchange: () => this.attach(file) });
    const button = (name, act, kind = "icon") => element("button", { type: "button", class: kind, title: say(name), "aria-label": say(name), onclick: act }, picture(name));
    return element("div", { class: "composer" }, file, button("menu", () => this.menu(), "icon opener"), button("attach", () => file.click()),
      this.field, button("send", () => this.send(this.field.value), "icon go"));
  }

  // ── Drawing messages ──────────────────────────────────────────────────────────────────────────────

  put(message, animate = true) {
    const old = document.getElementById(nodeId(message)) ?? this.messages.get(message.id)?.node;
    const node = messageNode(message, this.me, this.isGroup, this.acts());
    this.list.querySelector(".empty")?.remove();
    const atEnd = this.isAtEnd();
    if (old && this.messages.has(message.id)) {
      old.replaceWith(node);
      if (animate) node.classList.add("changed");
    } else {
      this.list.append(node);
      if (animate) node.classList.add("new");
    }
    this.messages.set(message.id, { message, node });
    this.typing.textContent = "";
    this.fitKeyboard(message);
    if (animate && (atEnd || message.sender.id === this.me)) this.scroll(message.sender.id === this.me);
  }

  remove(id) {
    this.messages.get(id)?.node.remove();
    this.messages.delete(id);
  }

  /** A reply keyboard stays until another message brings or removes one. */
  fitKeyboard(message) {
    if (!message.sender.bot || (!message.keyboard.length && !message.removes_keyboard)) return;
    const rows = message.keyboard.map((row) => element("div", { class: "row" },
      ...row.map((text) => element("button", { type: "button", class: "key", onclick: () => this.send(text) }, text))));
    this.keyboard.replaceChildren(...rows);
  }

  acts() {
    return {
      press: (message, button, node) => this.press(message, button, node),
      open: (address) => this.open(address),
      command: (text) => this.send(text),
      reply: (message) => this.answer(message),
      edit: (message) => editBox(message, (text) => this.act("edit", { message: message.id, text })),
    };
  }

  /** Quote a message above the field: the next text answers it. Null takes it back. */
  answer(message) {
    this.replyTo = message;
    this.answering.hidden = !message;
    if (!message) return;
    this.answering.replaceChildren(
      element("blockquote", { class: "quote" }, element("b", {}, message.sender.name), element("span", {}, message.text || message.file?.name || "")),
      element("button", { type: "button", class: "quiet", onclick: () => this.answer(null) }, say("cancel")));
    this.field.focus();
  }

  isAtEnd() {
    return this.list.scrollHeight - this.list.scrollTop - this.list.clientHeight < 120;
  }

  scroll(always) {
    if (always || !matchMedia("(prefers-reduced-motion: no-preference)").matches) this.list.scrollTop = this.list.scrollHeight;
    else this.list.scrollTo({ top: this.list.scrollHeight, behavior: "smooth" });
  }

  showTyping() {
    this.typing.textContent = `${this.page.bot.name} ${say("typing")}`;
    clearTimeout(this.typingEnds);
    this.typingEnds = setTimeout(() => { this.typing.textContent = ""; }, 5000);
  }

  answered(query) {
    for (const key of this.node.querySelectorAll(`[data-query="${CSS.escape(query)}"]`)) this.rest(key);
  }

  rest(key) {
    key.removeAttribute("aria-busy");
    delete key.dataset.query;
  }

  // ── Acting ────────────────────────────────────────────────────────────────────────────────────────

  async act(name, body) {
    try {
      return await post(name, { person: this.me, chat: this.chat.id, ...body });
    } catch (error) {
      toast(this.node, say("failed", { reason: error.message }));
      return null;
    }
  }

  async send(text) {
    if (!text.trim()) return;
    const command = this.isGroup && text.startsWith("/") && !text.includes("@") ? text.replace(/^\/\w+/, `$&@${this.page.bot.username}`) : text;
    if (await this.act("say", { text: command, reply_to: this.replyTo?.id ?? 0 })) {
      this.answer(null);
      if (text === this.field.value) this.field.value = "";
      this.fit();
    }
  }

  async press(message, button, node) {
    if (node.getAttribute("aria-busy")) return;
    node.setAttribute("aria-busy", "true");
    const answer = await this.act("press", { message: message.id, data: button.data });
    if (answer) node.dataset.query = answer.query;
    else this.rest(node);
    // Telegram's apps stop waiting after a while, too.
    setTimeout(() => this.rest(node), 15000);
  }

  async open(address) {
    const link = deepLink(address, this.page.bot.username);
    if (!link) { toast(this.node, say("external", { url: address })); return; }
    const answer = await this.act("follow", { payload: link.payload, group: link.group ? this.page.groupId() : 0 });
    if (answer) this.page.show(answer.chat);
  }

  async attach(input) {
    const [file] = input.files;
    input.value = "";
    if (!file) return;
    try { await upload(this.me, this.chat.id, file); } catch (error) { toast(this.node, say("failed", { reason: error.message })); }
  }

  menu() {
    const open = this.node.querySelector(".menu");
    if (open) { open.remove(); return; }
    const commands = this.page.commands();
    const entries = commands.map((command) => element("button", { type: "button", onclick: () => { this.node.querySelector(".menu")?.remove(); this.send(`/${command.command}`); } },
      element("b", {}, `/${command.command}`), element("span", {}, command.description)));
    this.node.append(element("div", { class: "menu", role: "menu" }, ...(entries.length ? entries : [element("p", {}, say("menuEmpty"))])));
    this.node.querySelector(".menu button")?.focus();
  }

  key(event) {
    if (event.key === "Enter" && !event.shiftKey && !event.isComposing) {
      event.preventDefault();
      this.send(this.field.value);
    }
  }

  fit() {
    this.field.style.height = "auto";
    this.field.style.height = `${Math.min(this.field.scrollHeight, 140)}px`;
  }
}
