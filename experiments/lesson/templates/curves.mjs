// A weekly series of every future that was made: one line whole, one dashed, dotted where somebody decided otherwise.
import { letters, scale, shown, widthOf } from "./pages.mjs";
import { sheet } from "./people.mjs";

const INK = ["#174f86", "#a34a07"], DASHES = [[], [7, 4]], BRANCHED = [[2, 3], [2, 5]];
const HEIGHT = 200, LEFT = 48, BOTTOM = 24, TOP = 10, RIGHT = 16, YEAR = 52, MOST_YEARS = 6, LETTER = 4;

// `lines`: { side, values, branched, faint }, each with the values of the weeks that have been lived.
export function drawCurve(canvas, series, lines, span, weeks, week, plain = HEIGHT) {
  const [low, high] = widened(span, lines);
  const [left, bottom, height] = [LEFT, BOTTOM, plain].map((size) => size * scale());
  const pen = sheet(canvas, height), width = widthOf(canvas);
  const x = (k) => left + ((width - left - RIGHT) * k) / weeks;
  const y = (value) => TOP + ((height - TOP - bottom) * (high - value)) / (high - low);
  axes(pen, series, x, y, [low, high], weeks, height);
  for (const { side, values, branched, faint } of lines) {
    pen.strokeStyle = INK[side];
    pen.globalAlpha = faint ? 0.45 : 1;
    pen.setLineDash(branched ? BRANCHED[side] : DASHES[side]);
    pen.lineWidth = faint ? 1.5 : 2.5;
    pen.beginPath();
    values.forEach((value, k) => (k ? pen.lineTo(x(k + 1), y(value)) : pen.moveTo(x(1), y(value))));
    pen.stroke();
  }
  pen.globalAlpha = 1;
  pen.setLineDash([]);
  pen.fillStyle = "#85868d";
  pen.fillRect(x(week), TOP, 1, height - TOP - bottom);
}

// A decision may lead where neither future went: the scale grows by whole steps of its own.
function widened([low, high], lines) {
  const step = high - low, all = lines.flatMap((line) => line.values);
  const over = Math.max(0, Math.max(high, ...all) - high), under = Math.max(0, low - Math.min(low, ...all));
  return [low - (step / 2) * Math.ceil((2 * under) / step), high + (step / 2) * Math.ceil((2 * over) / step)];
}

function axes(pen, series, x, y, [low, high], weeks, height) {
  letters(pen);
  pen.fillStyle = "#55575f";
  pen.strokeStyle = "#d5d3cb";
  pen.lineWidth = 1;
  for (const value of [low, (low + high) / 2, high]) {
    pen.beginPath(), pen.moveTo(x(0), y(value)), pen.lineTo(x(weeks), y(value)), pen.stroke();
    pen.textAlign = "right";
    pen.fillText(shown(series, value), x(0) - 6, y(value) + LETTER * scale());
  }
  pen.textAlign = "center";
  const apart = YEAR * Math.ceil(weeks / YEAR / MOST_YEARS);
  for (let k = 0; k <= weeks; k += apart) pen.fillText(k, x(k), height - 6);
}
