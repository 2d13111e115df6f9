// Why: a person, a team or a project in the week that is shown, and the same life lived again with one thing changed.
import {
  $, LETTERS, chooser, choiceText, choicesAt, data, element, lesson, nameOf, percent, say, state, words,
} from "./pages.mjs";
import { decided, taken, whatIfs } from "./decide.mjs";
import { QUARTER, stages } from "./watch.mjs";
import { RUNNING, trueLight } from "./projects.mjs";

const ADOPTED = 3, RELAPSED = 4, NEVER = -1, RED = 2, FAILED = 3;
const asked = { kind: "", side: 0, number: 1 };

const kinds = () => (data.row >= 0 ? ["person", "team", "project"] : ["project"]);
const mostOf = { person: () => data.people, team: () => data.teams, project: () => readsOf().projects };
const readsOf = () => state.shown[asked.side].future.reads;

export function writeWhy() {
  asked.kind ||= kinds()[0];
  for (const { future } of state.shown) future.bring(state.week);
  const sides = state.shown.map((node, k) => [k, nameOf(node)]);
  fill("why-side", sides, asked.side, (side) => (asked.side = Number(side)));
  fill("why-kind", kinds().map((kind) => [kind, say(kind)]), asked.kind, (kind) => ((asked.kind = kind), limit()));
  $("why-number").value = asked.number;
  $("why-number").oninput = () => (asked.number = Math.max(1, Math.floor(Number($("why-number").value)) || 1));
  $("why-pick").textContent = say(`pick_${asked.kind}`);
  $("why-week").textContent = say("why_week", { week: state.week });
  limit();
}

function fill(id, options, value, onchange) {
  const made = chooser(options, value, (chosen) => (onchange(chosen), ($("why-answer").textContent = ""), writeWhy()));
  made.id = id;
  $(id).replaceWith(made);
}

function limit() {
  const most = mostOf[asked.kind]();
  $("why-number").max = most;
  asked.number = $("why-number").value = Math.min(Math.max(1, asked.number), Math.max(1, most));
}

export function askAbout(kind, side, number) {
  Object.assign(asked, { kind, side, number });
  writeWhy();
  answer();
}

// Choose somebody worth asking about: who gave up, the team with the fewest users, a project with a false light.
export function pick() {
  for (const { future } of state.shown) future.bring(state.week);
  const reads = readsOf(), all = Array.from({ length: mostOf[asked.kind]() }, (_, k) => k);
  const project = reads.project, running = (k) => project.status(k) === RUNNING;
  const shares = adoptedIn(reads), fewest = Math.min(...shares.filter((_, team) => reads.joined(team) !== NEVER));
  const red = (k) => running(k) && trueLight(project.true_overrun(k)) === RED;
  const wanted = {
    person: [(k) => reads.stage(k) === RELAPSED, (k) => reads.stage(k) !== ADOPTED],
    team: [(k) => reads.joined(k) !== NEVER && shares[k] === fewest, () => true],
    project: [(k) => red(k) && !project.reported(k), red, (k) => project.outcome(k) === FAILED, running],
  }[asked.kind];
  const found = wanted.map((test) => all.filter(test)).find((some) => some.length) ?? [0];
  const next = found.find((k) => k + 1 > asked.number) ?? found[0];
  askAbout(asked.kind, asked.side, next + 1);
}

function adoptedIn(reads) {
  const count = new Array(data.teams).fill(0), adopted = new Array(data.teams).fill(0);
  for (let i = 0; i < data.people; i++) count[reads.team(i)]++, (adopted[reads.team(i)] += reads.stage(i) === ADOPTED);
  return adopted.map((some, team) => some / Math.max(1, count[team]));
}


// What became of whoever is asked about, as one text that can be compared.
function fate(reads) {
  const k = asked.number - 1;
  if (asked.kind === "person") return stages()[reads.stage(k)];
  if (asked.kind === "team") return say("of_team", { share: percent(adoptedIn(reads)[k]) });
  const { status, outcome, true_overrun } = reads.project;
  if (status(k) === 0) return say("planned");
  if (status(k) > RUNNING) return words().page.outcomes[outcome(k)];
  return say("running_as", { light: words().page.lights[trueLight(true_overrun(k))] });
}

function portrait(reads) {
  const k = asked.number - 1;
  if (asked.kind === "person") {
    const team = reads.team(k), joined = reads.joined(team) !== NEVER;
    return say("portrait_person", {
      n: asked.number, department: reads.department(k) + 1, team: team + 1, stage: stages()[reads.stage(k)],
      since: reads.stageWeek(k), exposure: percent(reads.exposure(k)), needs: percent(reads.threshold(k)),
      mastery: percent(reads.proficiency(k)), load: percent(reads.workload(k)),
      support: joined ? percent(reads.support(team)) : say("not_on_board"),
    });
  }
  if (asked.kind === "team") {
    const joined = reads.joined(k) === NEVER ? say("not_on_board") : `${say("week").toLowerCase()} ${reads.joined(k)}`;
    const [support, share] = [reads.support(k), adoptedIn(reads)[k]].map(percent);
    return say("portrait_team", { n: asked.number, joined, support, share });
  }
  const { team, lead, effort, start, true_overrun, rebaselines } = reads.project;
  return say("portrait_project", {
    n: asked.number, team: team(k), department: lead(k) + 1, effort: Math.round(effort(k)), start: start(k),
    over: percent(true_overrun(k)), fate: fate(reads), baselines: rebaselines(k),
  });
}

// The week in which what is asked about took its course: the present stage of a person, the start of a project.
function beganIn({ stageWeek, project }, week) {
  const k = asked.number - 1;
  if (asked.kind === "team" || (asked.kind === "project" && project.status(k) < RUNNING)) return week;
  return asked.kind === "person" ? stageWeek(k) : project.start(k) + QUARTER;
}

// The lives to be lived again: each a text, the week from which it differs, and what lives it.
function otherLives(node, week) {
  const began = beganIn(node.future.reads, week);
  if (node.parent) {
    const stop = node.code.length - 2, before = node.parent;
    const signs = choicesAt(stop).map((_, place) => place.toString(36));
    const lives = signs.map((sign) => [choiceText(stop, sign), decided(before, stop, sign)]);
    const others = lives.filter(([, other]) => other !== node && other !== before);
    others.push([say("nothing_decided"), before]);
    const lived = ({ future }) => () => (future.bring(week), future.reads);
    const earlier = began < node.week ? otherLives(before, week) : [];
    return [...others.map(([text, other]) => [text, node.week, lived(other)]), ...earlier];
  }
  const all = whatIfs(node.code).filter(([from]) => from <= week);
  const near = all.filter(([from]) => from <= Math.max(0, began - QUARTER)).at(-1);
  const froms = near && near !== all[0] ? [all[0], near] : all.slice(0, 1);
  return Object.keys(lesson().why).flatMap((name) =>
    froms.map(([from, each]) => [lesson().why[name], from, () => node.future.otherwise(from, each[name], week)]),
  );
}

export function answer() {
  const node = state.shown[asked.side], week = state.week, out = $("why-answer");
  out.replaceChildren();
  node.future.bring(week);
  element("p", portrait(node.future.reads), out);
  const now = fate(node.future.reads);
  const found = otherLives(node, week).map(([text, from, live]) => ({ text, from, fate: fate(live()) }));
  node.future.bring(week);
  const changed = found.filter((one) => one.fate !== now);
  if (found.length) writeLives(found, now, out);
  const listed = changed.map((one) => say("one_change", { text: one.text, from: one.from })).join("; ");
  const verdict = changed.length ? say("it_hung_on", { listed }) : say("it_hung_on_none");
  element("p", found.length ? verdict : say("nothing_to_try"), out).className = "verdict";
}

function writeLives(found, now, out) {
  const table = element("table", "", out), head = table.createTHead().insertRow(), body = table.createTBody();
  element("caption", say("lives", { week: state.week, fate: now }), table);
  for (const text of [say("changed"), say("from_week"), say("became")]) element("th", text, head).scope = "col";
  for (const one of found) {
    const row = body.insertRow();
    element("th", one.text, row).scope = "row";
    element("td", one.from, row);
    element("td", one.fate === now ? one.fate : `✓ ${one.fate}`, row);
  }
}
