// The page as a whole: panes side by side or behind tabs, the clock, the bot's state, and changes from the server.

import { alertBox, clockBox, personBox, toast } from "./dialogs.js";
import { element, initial } from "./elements.js";
import { Pane } from "./panes.js";
import { listen, loadState, post } from "./requests.js";
import { say, switchLanguage, translatePage, words } from "./texts.js";

const panes = new Map();
const page = {
  bot: {}, backstage: {}, commandsByLanguage: {},
  person: (id) => page.backstage.people?.[id],
  groupId: () => [...panes.values()].find((pane) => pane.isGroup)?.chat.id ?? 0,
  commands: () => page.commandsByLanguage[document.documentElement.lang.slice(0, 2)] ?? page.commandsByLanguage.default ?? Object.values(page.commandsByLanguage)[0] ?? [],
  show,
};
let shown = null;

function show(id) {
  shown = id;
  for (const [chat, pane] of panes) {
    pane.node.classList.toggle("shown", chat === id);
    if (chat === id) pane.unread = 0;
  }
  drawTabs();
  panes.get(id)?.node.scrollIntoView({ block: "nearest", inline: "nearest" });
  panes.get(id)?.scroll(true);
}

function drawTabs() {
  document.getElementById("tabs").replaceChildren(...[...panes.values()].map((pane) =>
    element("button", { type: "button", role: "tab", "aria-selected": String(pane.chat.id === shown), "aria-controls": pane.node.id, onclick: () => show(pane.chat.id) },
      initial(pane.chat.title), element("span", {}, pane.chat.title),
      pane.unread ? element("span", { class: "unread", "aria-label": String(pane.unread) }, String(pane.unread)) : null)));
}

function putChat(chat) {
  const known = panes.get(chat.id);
  if (known) {
    known.chat = chat;
    known.draw();
  } else {
    const pane = new Pane(chat, page);
    panes.set(chat.id, pane);
    // The group keeps its place at the end; new people come before it.
    const places = [...panes.values()].sort((a, b) => Number(a.isGroup) - Number(b.isGroup));
    panes.clear();
    for (const each of places) panes.set(each.chat.id, each);
    document.getElementById("panes").replaceChildren(...places.map((each) => each.node));
    for (const each of places) each.scroll(true);
  }
  if (chat.closed) { panes.get(chat.id)?.node.remove(); panes.delete(chat.id); }
  if (!panes.has(shown)) show([...panes.keys()][0]); else show(shown);
}

function onChange(change) {
  const pane = panes.get(change.chat?.id ?? change.message?.chat ?? change.chat);
  if (change.kind === "message" && pane) {
    const isNew = !pane.messages.has(change.message.id);
    pane.chat.messages = [...pane.chat.messages.filter((message) => message.id !== change.message.id), change.message].sort((a, b) => a.id - b.id);
    if (!pane.chat.started) { pane.chat.started = true; pane.draw(); }
    pane.put(change.message);
    if (isNew && change.message.sender.bot && pane.chat.id !== shown) { pane.unread += 1; drawTabs(); }
  } else if (change.kind === "deleted" && pane) {
    pane.chat.messages = pane.chat.messages.filter((message) => message.id !== change.message);
    pane.remove(change.message);
  } else if (change.kind === "chat") putChat(change.chat);
  else if (change.kind === "typing") pane?.showTyping();
  else if (change.kind === "answer" && pane) showAnswer(pane, change);
  else if (change.kind === "commands") page.commandsByLanguage = change.commands;
  else if (change.kind === "backstage") putBackstage(change);
}

function showAnswer(pane, change) {
  pane.answered(change.query);
  if (change.url) pane.open(change.url);
  if (!change.text) return;
  if (change.show_alert) alertBox(page.bot.name, change.text);
  else toast(pane.node, change.text);
}

// ── The clock and the bot's state ───────────────────────────────────────────────────────────────────

const shanghai = { timeZone: "Asia/Shanghai", hourCycle: "h23" };

/** The rehearsal's time: the server told it once, since then this machine's clock has run on. */
const rehearsalNow = () => new Date(page.backstage.now * 1000 + (performance.now() - page.receivedAt));

function wall(date) {
  const parts = Object.fromEntries(new Intl.DateTimeFormat("en-CA", { ...shanghai, year: "numeric", month: "2-digit", day: "2-digit", hour: "2-digit", minute: "2-digit" })
    .formatToParts(date).map((part) => [part.type, part.value]));
  return `${parts.year}-${parts.month}-${parts.day}T${parts.hour}:${parts.minute}`;
}

const clockLabel = (date) => new Intl.DateTimeFormat(words().locale, { ...shanghai, year: "numeric", month: "long", day: "numeric", weekday: "short", hour: "2-digit", minute: "2-digit" }).format(date);

function tick() {
  if (!page.backstage.now) return;
  const now = document.getElementById("now");
  const label = clockLabel(rehearsalNow());
  if (now.textContent !== label) { now.textContent = label; now.dateTime = rehearsalNow().toISOString(); }
}

function putBackstage(backstage) {
  const newcomers = JSON.stringify(backstage.people) !== JSON.stringify(page.backstage.people);
  page.backstage = backstage;
  page.receivedAt = performance.now();
  if (newcomers) for (const pane of panes.values()) pane.draw();
  drawService();
  tick();
}

function drawService(connected = true) {
  const service = document.getElementById("service");
  const { state = "starting", reason = "" } = page.backstage;
  service.dataset.state = connected ? state : "lost";
  service.title = reason;
  service.replaceChildren(element("span", { class: "dot", "aria-hidden": "true" }),
    element("span", {}, connected ? words().states[state] ?? state : say("lost")), reason && connected ? element("small", {}, reason) : "",
    state === "failed" && connected ? element("button", { type: "button", class: "quiet", onclick: () => attempt(() => post("again", {})) }, say("again")) : "");
}

async function attempt(work) {
  try { await work(); } catch (error) { toast(document.body, say("failed", { reason: error.message })); }
}

function drawEverything() {
  translatePage();
  drawService();
  drawTabs();
  for (const pane of panes.values()) pane.draw();
  document.getElementById("now").textContent = "";
  tick();
}

async function open() {
  translatePage();
  const state = await loadState();
  page.bot = state.bot;
  page.commandsByLanguage = state.commands;
  putBackstage(state.backstage);
  for (const chat of state.chats) putChat(chat);
  show(state.backstage.first ?? [...panes.keys()][0]);
  document.getElementById("language").addEventListener("click", () => { switchLanguage(); drawEverything(); });
  document.getElementById("add").addEventListener("click", () => personBox(page.backstage.unit, (name, role, unit) => attempt(async () => show((await post("person", { name, role, unit })).id))));
  document.getElementById("clock").addEventListener("click", () => clockBox(wall(rehearsalNow()), clockLabel(rehearsalNow()), page.backstage.due_day,
    (to) => attempt(() => { toast(document.body, say("moving")); return post("clock", { to: `${to}:00+08:00` }); })));
  document.addEventListener("click", (event) => { if (!event.target.closest(".menu, .opener")) document.querySelector(".menu")?.remove(); });
  document.addEventListener("keydown", (event) => { if (event.key === "Escape") document.querySelector(".menu")?.remove(); });
  setInterval(tick, 1000);
  listen(state.change, onChange, drawService);
  document.documentElement.dataset.ready = "true";
}

open();
