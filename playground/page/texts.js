// The page's own words in two languages; what the bot says comes from the bot. Used by every other part.

const TEXTS = {
  zh: {
    title: "月报 · 演练场", brand: "月报演练场", banner: "演示数据 · 非真实上报", other: "English", short: "EN", locale: "zh-CN",
    add: "添加人员", chats: "对话", send: "发送", attach: "添加附件", menu: "命令", write: "输入消息…", start: "开始",
    edited: "已编辑", bot: "机器人", group: "工作群", members: "{n} 位成员", speaks: "发言人", stopped: "已停用机器人",
    block: "停用机器人", unblock: "重新启用", more: "更多操作", typing: "正在输入…", close: "知道了", cancel: "取消",
    empty: "还没有消息", emptyHint: "点“开始”与机器人对话。", download: "下载", open: "打开", bytes: "字节", photo: "图片",
    clockTitle: "把时钟拨快", clockHint: "机器人会带着新的时间重新启动，它自己并不知道这是演练。时钟只能向前。",
    now: "现在是", hour: "+1 小时", day: "+1 天", week: "+7 天", ten: "下一个 10:00", due: "截止日 10:00", opening: "下一个 20 日 10:00",
    choose: "或者选择时间", move: "拨到这个时间", backwards: "新的时间要晚于现在的演练时间。",
    addTitle: "添加一个人", addHint: "选了角色，就会自动生成邀请码并替这个人打开机器人；不选则是一个陌生人。", name: "姓名", role: "角色",
    unit: "填报单位", create: "添加", moving: "正在拨快时钟…", failed: "没有成功：{reason}", lost: "连接断开，正在重连…",
    reply: "回复", noHistory: "上一次运行的对话没有保留，机器人仍记得你。", again: "再试一次", edit: "修改消息", editTitle: "修改已发出的消息", save: "保存", joined: "{names} 加入了群组", left: "{names} 离开了群组",
    pinned: "已置顶", service: "群组信息有变化", copied: "已复制", external: "演练场不打开外部链接：{url}", menuEmpty: "机器人还没有公布命令",
    states: { preparing: "准备中", starting: "机器人启动中", running: "机器人在线", restarting: "机器人重启中", failed: "机器人停了", stopped: "机器人已停止" },
    roles: { "": "（陌生人）", liaison: "联络员", leader: "组长", official: "处室人员", coordinator: "协调员", admin: "管理员" },
  },
  en: {
    title: "Yuebao playground", brand: "Yuebao playground", banner: "Demonstration data · not a real report", other: "中文", short: "中", locale: "en-GB",
    add: "Add a person", chats: "Chats", send: "Send", attach: "Attach a file", menu: "Commands", write: "Write a message…", start: "Start",
    edited: "edited", bot: "bot", group: "Work group", members: "{n} members", speaks: "Speaking as", stopped: "Bot stopped",
    block: "Stop the bot", unblock: "Start it again", more: "More", typing: "typing…", close: "OK", cancel: "Cancel",
    empty: "No messages yet", emptyHint: "Press Start to talk to the bot.", download: "Download", open: "Open", bytes: "bytes", photo: "picture",
    clockTitle: "Move the clock ahead", clockHint: "The bot is started again with the new time; it does not know that this is a rehearsal. The clock only goes forward.",
    now: "It is now", hour: "+1 hour", day: "+1 day", week: "+7 days", ten: "next 10:00", due: "due day 10:00", opening: "next 20th 10:00",
    choose: "Or choose a time", move: "Move the clock here", backwards: "The new time has to be later than the rehearsal's time now.",
    addTitle: "Add a person", addHint: "With a role, an invitation is made and redeemed for this person; without one it is a stranger.", name: "Name", role: "Role",
    unit: "Unit", create: "Add", moving: "Moving the clock…", failed: "That did not work: {reason}", lost: "Connection lost, trying again…",
    reply: "Reply", noHistory: "What was said in an earlier run is not kept; the bot still knows you.", again: "Try again", edit: "Edit message", editTitle: "Edit a message that was sent", save: "Save", joined: "{names} joined the group", left: "{names} left the group",
    pinned: "pinned", service: "The group has changed", copied: "Copied", external: "The playground opens no outside links: {url}", menuEmpty: "The bot has not announced commands yet",
    states: { preparing: "preparing", starting: "bot is starting", running: "bot is online", restarting: "bot is restarting", failed: "bot has stopped", stopped: "bot is stopped" },
    roles: { "": "(stranger)", liaison: "Liaison", leader: "Leader", official: "Official", coordinator: "Coordinator", admin: "Administrator" },
  },
};

let language = localStorage.getItem("language") === "en" ? "en" : "zh";

export const words = () => TEXTS[language];

export function say(key, values = {}) {
  return Object.entries(values).reduce((text, [name, value]) => text.replace(`{${name}}`, value), words()[key]);
}

export function switchLanguage() {
  language = language === "zh" ? "en" : "zh";
  localStorage.setItem("language", language);
}

/** Put the current language into everything that index.html marks with data-text or data-label. */
export function translatePage() {
  document.documentElement.lang = language === "zh" ? "zh-CN" : "en";
  document.title = say("title");
  for (const node of document.querySelectorAll("[data-text]")) node.textContent = say(node.dataset.text);
  for (const node of document.querySelectorAll("[data-label]")) node.setAttribute("aria-label", say(node.dataset.label));
  const other = document.getElementById("language");
  other.textContent = say("other");
  other.dataset.short = say("short");
  other.lang = language === "zh" ? "en" : "zh-CN";
}
