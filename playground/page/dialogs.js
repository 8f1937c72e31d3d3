// Questions over the page: alert of a tap, moving the clock, adding a person, editing a message; and toasts.

import { element } from "./elements.js";
import { say, words } from "./texts.js";

function show(label, ...content) {
  const dialog = element("dialog", { "aria-label": label });
  dialog.append(...content);
  dialog.addEventListener("close", () => dialog.remove());
  dialog.addEventListener("click", (event) => { if (event.target === dialog) dialog.close(); });
  document.getElementById("dialogs").append(dialog);
  dialog.showModal();
  return dialog;
}

const closer = (text, kind = "plain") => element("button", { type: "button", class: kind, onclick: (event) => event.currentTarget.closest("dialog").close() }, text);

export function alertBox(title, text) {
  show(title, element("h2", {}, title), element("p", { class: "alert-text" }, text), element("div", { class: "buttons" }, closer(say("close"), "strong")));
}

export function toast(place, text) {
  const note = element("div", { class: "toast", role: "status" }, text);
  place.append(note);
  setTimeout(() => note.remove(), Math.max(3200, text.length * 120));
}

export function editBox(message, onSave) {
  const field = element("textarea", { rows: 4, value: message.text, "aria-label": say("editTitle") });
  const save = element("button", { type: "button", class: "strong", onclick: () => { onSave(field.value); dialog.close(); } }, say("save"));
  const dialog = show(say("editTitle"), element("h2", {}, say("editTitle")), field, element("div", { class: "buttons" }, closer(say("cancel")), save));
}

export function personBox(unitName, onAdd) {
  const name = element("input", { type: "text", required: true, maxLength: 32, autocomplete: "off", name: "name" });
  const role = element("select", { name: "role" }, ...Object.entries(words().roles).map(([value, text]) => element("option", { value }, text)));
  const unit = element("input", { type: "text", value: unitName, autocomplete: "off", name: "unit" });
  const unitLine = element("label", {}, say("unit"), unit);
  const needsUnit = () => { unitLine.hidden = role.value !== "liaison" && role.value !== "leader"; };
  role.addEventListener("change", needsUnit);
  needsUnit();
  const form = element("form", { method: "dialog", onsubmit: () => onAdd(name.value, role.value, unitLine.hidden ? "" : unit.value) },
    element("label", {}, say("name"), name), element("label", {}, say("role"), role), unitLine,
    element("div", { class: "buttons" }, closer(say("cancel")), element("button", { class: "strong" }, say("create"))));
  show(say("addTitle"), element("h2", {}, say("addTitle")), element("p", { class: "hint" }, say("addHint")), form);
}

/** `now` is the rehearsal's wall clock in Shanghai as "2022-09-26T09:00". */
export function clockBox(now, label, dueDay, onMove) {
  const field = element("input", { type: "datetime-local", value: now, min: now, name: "to" });
  const complaint = element("p", { class: "complaint", role: "alert" });
  const choose = (to) => {
    if (to <= now) { complaint.textContent = say("backwards"); return; }
    onMove(to);
    dialog.close();
  };
  const steps = [["hour", later(now, 0, 1)], ["day", later(now, 1)], ["week", later(now, 7)], ["ten", nextTen(now)], ["due", nextDue(now, dueDay)], ["opening", nextDay(now, 20)]];
  const dialog = show(say("clockTitle"),
    element("h2", {}, say("clockTitle")),
    element("p", { class: "hint" }, say("clockHint")),
    element("p", { class: "now" }, `${say("now")} `, element("b", {}, label)),
    element("div", { class: "steps" }, ...steps.map(([key, to]) => element("button", { type: "button", class: "step", onclick: () => choose(to) },
      element("b", {}, say(key)), element("small", {}, to.replace("T", " ").slice(5))))),
    element("label", {}, say("choose"), field), complaint,
    element("div", { class: "buttons" }, closer(say("cancel")), element("button", { type: "button", class: "strong", onclick: () => choose(field.value) }, say("move"))));
}

// Wall-clock arithmetic on "YYYY-MM-DDTHH:MM", read as UTC so that this machine's zone does not matter.
const read = (wall) => new Date(`${wall}:00Z`);
const write = (date) => date.toISOString().slice(0, 16);
const at = (wall, hour) => `${wall.slice(0, 10)}T${hour}:00`;
const later = (wall, days, hours = 0) => write(new Date(read(wall).getTime() + (days * 24 + hours) * 3600000));
const nextTen = (wall) => (at(wall, "10") > wall ? at(wall, "10") : at(later(wall, 1), "10"));

function nextDay(wall, day) {
  const here = read(wall);
  const candidates = [0, 1].map((months) => at(write(new Date(Date.UTC(here.getUTCFullYear(), here.getUTCMonth() + months, day))), "10"));
  return candidates.find((candidate) => candidate > wall);
}

/** The due day at 10:00, or the last day of a month that is shorter. */
function nextDue(wall, dueDay) {
  const here = read(wall);
  const dues = [0, 1].map((months) => {
    const last = new Date(Date.UTC(here.getUTCFullYear(), here.getUTCMonth() + months + 1, 0)).getUTCDate();
    return at(write(new Date(Date.UTC(here.getUTCFullYear(), here.getUTCMonth() + months, Math.min(dueDay, last)))), "10");
  });
  return dues.find((due) => due > wall);
}
