// The teacher's page: who is in, where the class is, how bets and decisions are spread, and what became of them.
import { $, amount, connection, element, languages, say, state, status, writeWords } from "./shared.mjs";
import { writeBets, writeDecisions } from "./charts.mjs";
import { writeStandings } from "./standings.mjs";

const TOKEN = "orgchange-teacher", PHASES = ["bet", "watch", "decide", "result"];
let send = () => {}, phase = "", shown = null;

function heard({ welcome, code, url, qr, now, export: kept }) {
  if (welcome) (state.welcome = welcome), (shown = { code, url, qr });
  if (now) state.now = now;
  if (kept) save(kept);
  if (welcome || now) write();
  status("here");
}

function write() {
  writeWords();
  if (!state.welcome || !state.now) return;
  const { now, welcome } = state, decided = now.teams.filter((one) => one.decision).length;
  $("inside").hidden = false;
  $("url").textContent = shown.url;
  $("code").textContent = shown.code;
  $("qr").src = shown.qr;
  $("qr").alt = `QR: ${shown.url}`;
  $("members").textContent = say("members", now);
  writePhases();
  $("have-bet").textContent = say("have_bet", { n: Math.max(0, ...Object.values(now.bets).map((one) => one.bets)), members: now.members });
  $("budget").textContent = say("budget", { budget: amount(welcome.budget) });
  $("have-decided").textContent = say("decided", { n: decided, teams: welcome.teams });
  writeBets();
  writeDecisions();
  $("result").hidden = now.phase !== "result";
  if (now.phase === "result") writeStandings($("standings"));
}

// What a class has chosen is shown when nobody can follow the others any more; the teacher may show it before.
function writePhases() {
  if (!$("phases").children.length)
    for (const one of PHASES) element("button", { type: "button", id: `phase-${one}`, onclick: () => send({ say: "phase", phase: one }) }, element("li", "", $("phases")));
  for (const one of PHASES) {
    $(`phase-${one}`).textContent = `${1 + PHASES.indexOf(one)} · ${say(`phase_${one}`)}`;
    $(`phase-${one}`).ariaCurrent = one === state.now.phase ? "step" : null;
  }
  if (phase !== state.now.phase) {
    phase = state.now.phase;
    $("bets-shown").open = phase !== "bet";
    $("decisions-shown").open = phase === "result";
  }
}

function save(content) {
  const file = new Blob([JSON.stringify(content, null, 2)], { type: "application/json" }), address = URL.createObjectURL(file);
  element("a", { href: address, download: `class-${content.lesson}.json` }).click();
  setTimeout(() => URL.revokeObjectURL(address));
}

languages(write);
writeWords();
if (location.hash.length > 1) sessionStorage.setItem(TOKEN, location.hash.slice(1));
history.replaceState(null, "", location.pathname); // the page is projected, and its address must let nobody in
$("keep").onclick = () => send({ say: "export" });
const token = sessionStorage.getItem(TOKEN);
if (token) send = connection(() => ({ say: "teach", token }), heard, (why) => (($("inside").hidden = true), status(why === "nobody" ? "no_token" : why)));
else status("no_token");
