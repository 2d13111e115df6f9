// Projects as bars: how much is done, how they truly stand, and the light that they report below it.
import { data, say, scale, widthOf, words } from "./pages.mjs";
import { sheet } from "./people.mjs";

const LIGHTS = ["#0b6a46", "#b07700", "#a3231c"], PALE = "#e4e2da", EDGE = "#1c1d22";
const PLAIN_BAR = { width: 11, height: 34, gap: 4, light: 11, row: 54 };
export const RUNNING = 1;
const MOST_ROWS = 3;

export const trueLight = (overrun) => (overrun >= data.lights[1] ? 2 : overrun >= data.lights[0] ? 1 : 0);

// Return what is known of the projects of a future in the week that is shown.
export function projectsOf(reads) {
  const { status, outcome, reported, true_overrun, done, scope } = reads.project;
  const found = { running: [], ended: [0, 0, 0, 0] };
  for (let k = 0; k < reads.projects; k++) {
    if (status(k) > RUNNING) found.ended[outcome(k)] += 1;
    if (status(k) !== RUNNING) continue;
    const share = scope(k) > 0 ? Math.min(1, done(k) / scope(k)) : 0;
    found.running.push({ k, share, truth: trueLight(true_overrun(k)), report: Math.min(2, Math.max(0, reported(k))) });
  }
  return found;
}

// A light is told by its form as well: a disc, a triangle, a square.
export function light(pen, colour, [x, y], size) {
  const r = size / 2;
  pen.fillStyle = LIGHTS[colour];
  pen.beginPath();
  if (colour === 0) pen.arc(x, y, r * 0.85, 0, 7);
  else if (colour === 1) pen.moveTo(x, y - r), pen.lineTo(x + r, y + r * 0.8), pen.lineTo(x - r, y + r * 0.8);
  else pen.rect(x - r * 0.8, y - r * 0.8, r * 1.6, r * 1.6);
  pen.fill();
}

export function drawProjects(canvas, { running }) {
  const bar = Object.fromEntries(Object.entries(PLAIN_BAR).map(([key, size]) => [key, size * scale()]));
  const across = Math.max(1, Math.floor(widthOf(canvas) / (bar.width + bar.gap)));
  const rows = Math.min(MOST_ROWS, Math.max(1, Math.ceil(data.mostRunning / across)));
  const pen = sheet(canvas, rows * bar.row);
  running.slice(0, across * rows).forEach(({ share, truth, report }, place) => {
    const x = (place % across) * (bar.width + bar.gap), y = Math.floor(place / across) * bar.row;
    pen.fillStyle = PALE;
    pen.fillRect(x, y, bar.width, bar.height);
    pen.fillStyle = LIGHTS[truth];
    pen.fillRect(x, y + bar.height * (1 - share), bar.width, bar.height * share);
    if (truth === 2) pen.fillStyle = EDGE, pen.fillRect(x, y + bar.height * (1 - share), bar.width, 2);
    light(pen, report, [x + bar.width / 2, y + bar.height + bar.light / 2 + 3], bar.light);
  });
}

export function toldProjects({ running, ended }) {
  const reds = running.filter((one) => one.truth === 2), green = reds.filter((one) => one.report === 0);
  const [, good, hard, failed] = ended;
  return say("projects_now", { running: running.length, red: reds.length, hidden: green.length, good, hard, failed });
}

export const lightWords = () => words().page.lights;
