// The page of a phone: come in, bet, choose a team, decide, and see what became of it.
import { $, connection, languages, say, state, status, writeWords } from "./shared.mjs";
import { writeBets, tellBets } from "./bets.mjs";
import { setPrice, tellTeam, writeTeam } from "./team.mjs";
import { writeStandings } from "./standings.mjs";

const KEY = "orgchange-class", SHOWN = { bet: ["bets"], watch: ["bets", "team"], decide: ["team", "decide"], result: ["bets", "team", "result"] };
let send = () => {}, written = "", code = "";

const keyOf = () => localStorage.getItem(KEY);

function comeIn() {
  status("connecting");
  const back = keyOf();
  $("join").hidden = true;
  send = connection(() => (keyOf() ? { say: "back", key: keyOf() } : { say: "join", code }), heard, (why) => {
    localStorage.removeItem(KEY);
    $("inside").hidden = true;
    if (why === "nobody" && back && code) return comeIn(); // another class has begun, and its code is known
    status(why === "nobody" ? (back ? "gone" : "wrong_code") : why);
    $("join").hidden = false;
    $("code").select();
  });
}

function heard({ key, welcome, now, price, refused }) {
  if (key) localStorage.setItem(KEY, key);
  if (welcome) (state.welcome = welcome), (written = "");
  if (price) setPrice(price);
  if (refused) tell(refused);
  if (now) state.now = now;
  if (welcome || now || price) write();
  if (now) status("here");
}

function tell(refused) {
  $("status").textContent = say(refused, { budget: state.welcome.budget });
  $("status").className = "bad";
}

// Write what is new. Forms are made only when the phase or the language is another one, so that nobody's hand is moved.
function write() {
  writeWords();
  if (!state.welcome || !state.now) return;
  const { phase } = state.now, drawn = [phase, state.language].join();
  $("inside").hidden = false;
  $("told").textContent = say(`told_${phase}`);
  for (const part of ["bets", "team", "decide", "result"]) $(part).hidden = !SHOWN[phase].includes(part);
  if (drawn !== written) writeBets(send), writeTeam(send);
  written = drawn;
  tellBets();
  tellTeam();
  if (phase === "result") writeStandings($("standings"), state.now.team);
}

$("join").onsubmit = (event) => {
  event.preventDefault();
  code = $("code").value;
  comeIn();
};
languages(write);
writeWords();
code = decodeURIComponent(location.hash.slice(1));
history.replaceState(null, "", location.pathname); // nobody looks a code off a phone
if (keyOf() || code) comeIn();
else $("join").hidden = false;
