// One future in many worlds, each with a luck of its own; it lives in a worker, beside the page.
import { hosted } from "./host.mjs";

onmessage = ({ data: { module, image, parts, future, worlds, asked, columns } }) => {
  const run = hosted(module, image, parts);
  const series = run.reader("run.series"), metric = run.reader("run.metrics");
  for (const world of worlds) {
    run.setReplicate(world);
    run.begin();
    for (let week = 0; week < run.weeks; week++) run.live(week);
    run.sumUp();
    const values = asked.map(({ week, column }) => (week ? series((week - 1) * columns + column) : metric(column)));
    postMessage({ future, world, values });
  }
};
