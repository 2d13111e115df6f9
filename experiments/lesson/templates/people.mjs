// Everybody as a mark: where a person stands shows in form and colour, how much of a trait in size and lightness, and a
// ring says who fares otherwise elsewhere.
import { widthOf } from "./pages.mjs";

const OF_STAGES = ["#8d8f96", "#3f7fb5", "#b07700", "#0b6a46", "#a3231c"];
const COLOURS = [...OF_STAGES, "#9aa7b8", "#7488a3", "#4f678a", "#2f466c", "#14264a"];
export const STAGES = 5, LEVELS = 5;
const RING = "#55575f";
const DENSEST = 2, LARGEST = 15, SMALLEST = 3, TALLEST = 0.85;

export function mark(pen, stage, [x, y], size) {
  const r = size * 0.36;
  pen.fillStyle = pen.strokeStyle = COLOURS[stage];
  pen.lineWidth = Math.max(1, size * 0.13);
  pen.beginPath();
  if (stage >= STAGES) pen.arc(x, y, r * (0.3 + 0.2 * (stage - STAGES)), 0, 7), pen.fill();
  else if (stage === 0) pen.arc(x, y, r * 0.4, 0, 7), pen.fill();
  else if (stage === 1) pen.arc(x, y, r * 0.75, 0, 7), pen.stroke();
  else if (stage === 2) pen.moveTo(x, y - r), pen.lineTo(x + r, y), pen.lineTo(x, y + r), pen.lineTo(x - r, y), pen.fill();
  else if (stage === 3) pen.arc(x, y, r, 0, 7), pen.fill();
  else pen.moveTo(x - r, y - r), pen.lineTo(x + r, y + r), pen.moveTo(x + r, y - r), pen.lineTo(x - r, y + r), pen.stroke();
}

export function ring(pen, [x, y], size) {
  pen.strokeStyle = RING;
  pen.lineWidth = Math.max(0.75, size * 0.06);
  pen.beginPath();
  pen.arc(x, y, size * 0.44, 0, 7);
  pen.stroke();
}

// Return a place for everybody, a block a department, on a sheet of some width.
export function arranged(people, department, width) {
  const groups = [];
  for (let i = 0; i < people; i++) (groups[department(i)] ??= []).push(i);
  for (let size = LARGEST; ; size -= 0.5) {
    const found = flowed(groups.filter(Boolean), size, width);
    if (size <= SMALLEST || found.height <= width * TALLEST) return found;
  }
}

function flowed(groups, size, width) {
  const places = [], gap = size;
  let left = 0, top = 0, tallest = 0;
  for (const group of groups) {
    const across = Math.max(1, Math.min(Math.ceil(Math.sqrt(group.length * 1.5)), Math.floor(width / size)));
    if (left > 0 && left + across * size > width) (left = 0), (top += tallest + gap), (tallest = 0);
    group.forEach((person, k) => {
      places[person] = [left + ((k % across) + 0.5) * size, top + (Math.floor(k / across) + 0.5) * size];
    });
    left += across * size + gap;
    tallest = Math.max(tallest, Math.ceil(group.length / across) * size);
  }
  return { size, places, height: top + tallest };
}

// Return who stands nearest to a point of the sheet.
export function nearest({ places }, x, y) {
  const far = places.map((place) => (place ? (place[0] - x) ** 2 + (place[1] - y) ** 2 : Infinity));
  return far.indexOf(Math.min(...far));
}

export function sheet(canvas, height, width = widthOf(canvas)) {
  const dense = Math.min(window.devicePixelRatio || 1, DENSEST);
  const [w, h] = [Math.round(width * dense), Math.round(height * dense)];
  if (canvas.width !== w || canvas.height !== h) (canvas.width = w), (canvas.height = h);
  if (canvas.tall !== height) canvas.style.height = `${(canvas.tall = height)}px`;
  const pen = canvas.getContext("2d");
  pen.setTransform(dense, 0, 0, dense, 0, 0);
  pen.clearRect(0, 0, width, height);
  return pen;
}

// Draw everybody who stands elsewhere than when this was drawn last; `where` is another one on another sheet.
export function drawPeople(canvas, where, stages, others, rings) {
  if (canvas.where !== where) (canvas.where = where), (canvas.drawn = []), sheet(canvas, where.height);
  const pen = canvas.getContext("2d"), { places, size } = where;
  places.forEach((place, person) => {
    const differs = rings && stages[person] !== others[person] ? 1 : 0, code = 2 * stages[person] + differs;
    if (canvas.drawn[person] === code) return;
    canvas.drawn[person] = code;
    pen.clearRect(place[0] - size / 2, place[1] - size / 2, size, size);
    mark(pen, stages[person], place, size);
    if (differs) ring(pen, place, size);
  });
}
