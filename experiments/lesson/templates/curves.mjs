// A weekly series of both futures: one line whole and one dashed, up to the week that is shown.

const INK = ["#174f86", "#a34a07"], DASHES = [[], [7, 4]];
const HEIGHT = 200, LEFT = 44, BOTTOM = 24, TOP = 10, RIGHT = 16, YEAR = 52;

export const percent = (share) => `${Math.round(share * 100)} %`;

export function drawCurve(canvas, lines, [low, high], weeks, week) {
  const pen = sheet(canvas, HEIGHT), width = canvas.clientWidth;
  const x = (k) => LEFT + ((width - LEFT - RIGHT) * k) / weeks;
  const y = (value) => TOP + ((HEIGHT - TOP - BOTTOM) * (high - value)) / (high - low);
  axes(pen, x, y, [low, high], weeks);
  lines.forEach((line, future) => {
    pen.strokeStyle = INK[future];
    pen.setLineDash(DASHES[future]);
    pen.lineWidth = 2.5;
    pen.beginPath();
    line.forEach((value, k) => (k ? pen.lineTo(x(k + 1), y(value)) : pen.moveTo(x(1), y(value))));
    pen.stroke();
  });
  pen.setLineDash([]);
  pen.fillStyle = "#85868d";
  pen.fillRect(x(week), TOP, 1, HEIGHT - TOP - BOTTOM);
}

function axes(pen, x, y, [low, high], weeks) {
  pen.font = "13px system-ui, sans-serif";
  pen.fillStyle = "#55575f";
  pen.strokeStyle = "#d5d3cb";
  pen.lineWidth = 1;
  for (const value of [low, (low + high) / 2, high]) {
    pen.beginPath(), pen.moveTo(x(0), y(value)), pen.lineTo(x(weeks), y(value)), pen.stroke();
    pen.textAlign = "right";
    pen.fillText(percent(value), x(0) - 6, y(value) + 4);
  }
  pen.textAlign = "center";
  for (let k = 0; k <= weeks; k += YEAR) pen.fillText(k, x(k), HEIGHT - 6);
}
