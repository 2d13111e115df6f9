// Plays a run: each week is a text of marks, a sign a dot, in the order in which the dots lie in the page.
const film = JSON.parse(document.getElementById("film").textContent);
const [play, back, on, week, speed, said] = ["play", "back", "on", "week", "speed", "said"].map(id => document.getElementById(id));
const dots = [...document.querySelectorAll(".people circle")];
const figures = [...document.querySelectorAll(".figure")], counts = [...document.querySelectorAll(".count")];
const last = film.frames.length - 1;
const SECOND = 1000;
let timer = 0;

function show(at) {
  const now = Math.max(0, Math.min(last, at));
  dots.forEach((dot, i) => {
    const mark = `m${film.frames[now][i]}`;
    if (dot.getAttribute("class") !== mark) dot.setAttribute("class", mark);
  });
  figures.forEach((figure, k) => { figure.textContent = film.figures[now][k]; });
  counts.forEach((count, m) => { count.textContent = film.counts[now][m].toLocaleString("en"); });
  said.textContent = film.said[now];
  week.value = now;
  week.setAttribute("aria-valuetext", film.said[now].split(":")[0]);
  back.disabled = now === 0;
  on.disabled = now === last;
}

function stop() {
  clearInterval(timer);
  timer = 0;
  play.textContent = "Play";
  said.setAttribute("aria-live", "polite");
}

function tick() {
  show(Number(week.value) + 1);
  if (Number(week.value) === last) stop();
}

function start() {
  if (Number(week.value) === last) show(0);
  play.textContent = "Stop";
  said.setAttribute("aria-live", "off");  // nobody can listen to several sentences a second
  timer = setInterval(tick, SECOND / Number(speed.value));
}

function go(at) {
  stop();
  show(at);
}

const KEYS = {
  " ": () => timer ? stop() : start(),
  ArrowLeft: () => go(Number(week.value) - 1),
  ArrowRight: () => go(Number(week.value) + 1),
  Home: () => go(0),
  End: () => go(last),
};

play.addEventListener("click", KEYS[" "]);
back.addEventListener("click", KEYS.ArrowLeft);
on.addEventListener("click", KEYS.ArrowRight);
week.addEventListener("input", () => go(Number(week.value)));
speed.addEventListener("change", () => { if (timer) { stop(); start(); } });
document.addEventListener("keydown", event => {
  const own = event.target.matches("select") || (event.target.matches("input") && event.key !== " ")
    || (event.target.matches("button") && event.key === " ");
  if (own || event.ctrlKey || event.altKey || event.metaKey || !(event.key in KEYS)) return;
  event.preventDefault();
  KEYS[event.key]();
});

if (matchMedia("(prefers-reduced-motion: reduce)").matches) speed.value = "1";
show(last);
