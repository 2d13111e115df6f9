// Lives a run that Python laid out and writes down the memory after every step: live.mjs HOST FOLDER VARIANT
import { readFileSync, writeFileSync } from "node:fs";

const [host, folder, variant] = process.argv.slice(2);
const { hosted, hasSimd } = await import(host);
if (!hasSimd()) throw new Error("this node has no SIMD");
const image = JSON.parse(readFileSync(`${folder}/image.json`, "utf8"));
const module = new WebAssembly.Module(readFileSync(`${folder}/${variant}.wasm`));
const run = hosted(module, image, [[image.begin, readFileSync(`${folder}/content.bin`)]]);
const kept = [];
const keep = () => kept.push(run.bytes.slice(image.stack, image.begin));
run.begin();
keep();
for (let week = 0; week < run.weeks; week++) {
  run.live(week);
  keep();
}
run.sumUp();
keep();
writeFileSync(`${folder}/lived.bin`, Buffer.concat(kept));
const silo = run.reader("run.silo"), stage = run.reader("world.ladders", "stage");
const people = Array.from({ length: run.length("world.ladders") }, (_, i) => stage(i));
writeFileSync(`${folder}/read.json`, JSON.stringify({ silo: silo(0), stages: people }));
