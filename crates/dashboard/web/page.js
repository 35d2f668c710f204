"use strict";

const $ = (id) => document.getElementById(id);
const ALIVE_SECONDS = 10;
const whole = new Intl.NumberFormat("en", { maximumFractionDigits: 0 });
const short = new Intl.NumberFormat("en", { notation: "compact", maximumFractionDigits: 1 });

/** An element with attributes and children; texts are never markup. */
function h(tag, attributes, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes || {})) {
    if (value !== null && value !== undefined) element.setAttribute(name, value);
  }
  element.append(...children.filter((child) => child !== null && child !== undefined));
  return element;
}

function bytes(count) {
  const units = ["B", "kB", "MB", "GB", "TB"];
  let unit = 0;
  while (count >= 1000 && unit < units.length - 1) { count /= 1000; unit += 1; }
  return `${count >= 100 || unit === 0 ? Math.round(count) : count.toFixed(1)} ${units[unit]}`;
}

function duration(seconds) {
  if (seconds < 60) return `${Math.floor(seconds)} s`;
  const minutes = Math.floor(seconds / 60);
  if (minutes < 60) return `${minutes} min ${Math.floor(seconds % 60)} s`;
  const hours = Math.floor(minutes / 60);
  return hours < 48 ? `${hours} h ${minutes % 60} min` : `${Math.floor(hours / 24)} d ${hours % 24} h`;
}

const plural = (count, one, many) => `${whole.format(count)} ${count === 1 ? one : many}`;

/** Parts of the page that did not change are left alone, so that selections and scroll positions stay. */
const drawn = new Map();
function draw(id, data, make) {
  const key = JSON.stringify(data);
  if (drawn.get(id) === key) return;
  drawn.set(id, key);
  $(id).replaceChildren(...make(data));
}

function text(id, value) {
  if ($(id).textContent !== value) $(id).textContent = value;
}

function head(...columns) {
  const cells = columns.map(([name, kind]) => h("th", { scope: "col", class: kind }, name));
  return h("thead", null, h("tr", null, ...cells));
}

function bar(share, failed) {
  const element = h("div", { class: share >= 1 ? "bar done" : "bar" }, h("i"));
  element.firstChild.style.width = `${share * 100}%`;
  if (failed > 0) {
    const part = h("i", { class: "failed" });
    part.style.width = `${failed * 100}%`;
    element.append(part);
  }
  return element;
}

let shown = null;
let chosen = null;
let source = null;

function sums(run) {
  const sum = (field) => run.tables.reduce((all, table) => all + table[field], 0);
  return { rows: sum("rows"), bytes: sum("bytes"), chunks: sum("chunks"), done: sum("done"), failed: sum("failed"), rejected: sum("rejected") };
}

function status(run) {
  if (run.state === "finished") return ["finished", "good"];
  if (run.state === "abandoned") return ["given up", "bad"];
  const alive = run.processes.some((process) => process.doing !== "ended" && process.silent_seconds < ALIVE_SECONDS);
  if (!alive) return [run.error ? "stopped by an error" : "no process", "bad"];
  if (run.wanted === "pause") return ["paused", "warn"];
  if (run.wanted === "stop") return ["stopping", "warn"];
  return [run.state, "run"];
}

function chart(run) {
  const width = Math.max(320, $("chart").clientWidth), height = 144, left = 52, bottom = 18, top = 8;
  const values = run.history.map((moment) => moment.rows / run.piece_seconds);
  const most = Math.max(...values, 1);
  const magnitude = 10 ** Math.floor(Math.log10(most));
  const step = [1, 2, 5, 10].map((factor) => factor * magnitude).find((factor) => factor >= most) || most;
  const x = (at) => left + (at / Math.max(values.length - 1, 1)) * (width - left - 4);
  const y = (value) => top + (1 - value / step) * (height - top - bottom);
  const svg = (tag, attributes, ...children) => {
    const element = document.createElementNS("http://www.w3.org/2000/svg", tag);
    for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
    element.append(...children);
    return element;
  };
  const points = values.map((value, at) => `${x(at).toFixed(1)},${y(value).toFixed(1)}`);
  const parts = [];
  for (const part of [0, 0.5, 1]) {
    const at = y(part * step);
    parts.push(svg("line", { class: "grid", x1: left, x2: width, y1: at, y2: at }));
    parts.push(svg("text", { x: left - 8, y: at + 4, "text-anchor": "end" }, short.format(part * step)));
  }
  const base = y(0);
  parts.push(svg("path", { class: "area", d: `M${x(0)},${base} L${points.join(" L")} L${x(values.length - 1)},${base} Z` }));
  parts.push(svg("path", { class: "line", d: `M${points.join(" L")}` }));
  parts.push(svg("text", { x: left, y: height - 2 }, "start"));
  const end = run.state === "finished" || run.state === "abandoned" ? duration(run.seconds) : "now";
  parts.push(svg("text", { x: width - 2, y: height - 2, "text-anchor": "end" }, end));
  const label = `Rows a second over ${duration(run.seconds)}, at most ${whole.format(most)}`;
  return [svg("svg", { viewBox: `0 0 ${width} ${height}`, role: "img", "aria-label": label }, ...parts)];
}

function overview(run) {
  const all = sums(run);
  const [word, kind] = status(run);
  text("status", word);
  $("status").className = `pill ${kind}`;
  text("name", run.name);
  document.title = `${run.name} – ${word} – plconv`;
  const ended = run.state === "finished" || run.state === "abandoned";
  const share = all.chunks > 0 ? all.done / all.chunks : 0;
  const percent = ended && all.chunks === 0 ? 100 : Math.floor(share * 100);
  const finished = run.tables.filter((table) => table.state === "skipped" || (table.state === "ready" && table.done === table.chunks)).length;
  const tasks = run.tasks.filter((task) => task.state === "done").length;
  text("headline", run.state === "finished" ? `Everything is there: ${plural(run.tables.length, "table", "tables")}, ${plural(all.rows, "row", "rows")}` : `${percent} % of the chunks are done, and ${whole.format(finished)} of ${plural(run.tables.length, "table", "tables")}`
    + (share >= 1 && run.tasks.length > 0 ? `; ${whole.format(tasks)} of ${plural(run.tasks.length, "thing", "things")} to do afterwards` : ""));
  $("progress").setAttribute("aria-valuenow", percent);
  $("progress").className = share >= 1 ? "bar big done" : "bar big";
  draw("progress", [share, all.failed / (all.chunks || 1)], ([done, failed]) => [...bar(done, failed).childNodes]);
  text("rows", whole.format(all.rows));
  text("bytes", all.bytes > 0 ? `${bytes(all.bytes)} sent` : "");
  const moving = !ended && kind === "run" && run.rows_per_second > 0;
  text("speed", moving ? `${short.format(run.rows_per_second)}/s` : ended && run.seconds > 0 ? `${short.format(all.rows / Math.max(run.seconds, 1))}/s` : "–");
  text("speed-bytes", moving ? `${bytes(run.bytes_per_second)}/s, last 30 s` : ended ? "all in all" : "");
  const left = all.chunks - all.done - all.failed;
  text("left", ended ? "0 s" : moving && run.chunks_per_second > 0 && left > 0 ? duration(left / run.chunks_per_second) : "–");
  text("elapsed", `${ended ? "took" : "running for"} ${duration(run.seconds)}`);
  $("elapsed").title = `since ${new Date(run.started * 1000).toLocaleString()}`;
  text("rejected", whole.format(all.rejected));
  text("rejected-share", all.rejected > 0 ? `${((all.rejected / (all.rows + all.rejected)) * 100).toFixed(2)} % of all rows` : "no row");
  $("rejected").parentElement.className = all.rejected > 0 ? "warn" : "";
  const failedTasks = run.tasks.filter((task) => task.state === "failed").length;
  const failures = all.failed + failedTasks;
  text("failed", whole.format(failures));
  text("failed-what", failures > 0 ? [all.failed && plural(all.failed, "chunk", "chunks"), failedTasks && plural(failedTasks, "task", "tasks")].filter(Boolean).join(", ") : "nothing");
  $("failed").parentElement.className = failures > 0 ? "bad" : "";
  draw("chart", [run.history, run.state, run.piece_seconds, Math.floor(run.seconds / 5), $("chart").clientWidth], () => chart(run));

  const paused = run.wanted === "pause";
  text("pause", paused ? "Resume" : "Pause");
  $("pause").dataset.action = paused ? "resume" : "pause";
  $("pause").disabled = ended;
  $("retry").disabled = ended || failures === 0;
  $("stop").disabled = ended || run.wanted === "stop";
  const idle = !ended && kind === "bad";
  $("idle").hidden = !idle;
  text("idle", idle ? `${run.error ? `A process ended: ${run.error}. ` : ""}No process is at work. \`plconv load\` with the same plan goes on where it ended.` : "");
}

function problems(run) {
  $("problems-section").hidden = run.failures.length === 0;
  draw("problems", run.failures, (failures) => failures.map((failure) =>
    h("li", { class: failure.is_pending ? "pending" : null }, h("b", null, failure.what),
      h("span", { class: "message" }, failure.message),
      failure.advice ? h("span", { class: "sub advice" }, failure.advice) : null, failure.is_pending ? h("span", { class: "sub" }, " – is tried again") : null)));
}

function tableState(table) {
  if (table.state === "skipped") return ["skipped", ""];
  if (table.failed > 0) return [`${whole.format(table.failed)} failed`, "text-bad"];
  if (table.state === "pending") return ["waiting", ""];
  if (table.done === table.chunks) return ["done", "text-good"];
  return [table.done === 0 ? "waiting" : "loading", ""];
}

function tables(run) {
  const wanted = $("find").value.trim().toLowerCase();
  const show = $("show").value;
  const fits = (table) => {
    if (wanted && !`${table.source} ${table.target}`.toLowerCase().includes(wanted)) return false;
    if (show === "open") return tableState(table)[0] !== "done" && table.state !== "skipped";
    return show !== "trouble" || table.failed > 0 || table.rejected > 0;
  };
  const rows = run.tables.filter(fits);
  text("tables-count", rows.length === run.tables.length ? plural(rows.length, "table", "tables") : `${whole.format(rows.length)} of ${plural(run.tables.length, "table", "tables")}`);
  draw("tables", rows, () => [
    head(["Table"], ["State"], ["Chunks"], ["Rows", "number"], ["Sent", "number"], ["Quarantine", "number"]),
    h("tbody", null, ...rows.map((table) => {
      const [state, kind] = tableState(table);
      const share = table.chunks > 0 ? table.done / table.chunks : table.state === "ready" ? 1 : 0;
      return h("tr", { "data-table": table.source },
        h("td", null, h("span", { class: "name" }, table.source), h("span", { class: "arrow" }, ` → ${table.target}`)),
        h("td", { class: kind }, state),
        h("td", null, h("span", { class: "sub" }, `${whole.format(table.done)} of ${whole.format(table.chunks)}`), bar(share, table.chunks > 0 ? table.failed / table.chunks : 0)),
        h("td", { class: "number" }, whole.format(table.rows)),
        h("td", { class: "number" }, bytes(table.bytes)),
        h("td", { class: table.rejected > 0 ? "number text-warn" : "number" }, whole.format(table.rejected)));
    })),
  ]);
}

function tasks(run) {
  const done = run.tasks.filter((task) => task.state === "done").length;
  text("tasks-count", run.tasks.length > 0 ? `${whole.format(done)} of ${whole.format(run.tasks.length)} done` : "");
  $("tasks-bar").hidden = run.tasks.length === 0;
  $("tasks-bar").setAttribute("aria-valuenow", run.tasks.length > 0 ? Math.floor((done / run.tasks.length) * 100) : 0);
  $("tasks-bar").className = done === run.tasks.length ? "bar done" : "bar";
  draw("tasks-bar", done / (run.tasks.length || 1), (share) => [...bar(share, 0).childNodes]);
  const rank = { failed: 0, pending: 1, done: 2 };
  const sorted = run.tasks.map((task, at) => [task, at]).sort(([a, i], [b, j]) => rank[a.state] - rank[b.state] || i - j).map(([task]) => task);
  draw("tasks", sorted, () => sorted.length === 0 ? [h("li", { class: "empty" }, "Keys, indexes and the like appear here.")] : sorted.map((task) =>
    h("li", null, h("span", null, task.what),
      h("span", { class: { failed: "text-bad", done: "text-good" }[task.state] || "sub" }, task.state),
      task.milliseconds === null ? null : h("span", { class: "sub" }, task.milliseconds < 1000 ? `${task.milliseconds} ms` : duration(task.milliseconds / 1000)))));
}

function processes(run) {
  const alive = (process) => process.doing !== "ended" && process.silent_seconds < ALIVE_SECONDS;
  const sorted = [...run.processes].sort((a, b) => alive(b) - alive(a));
  text("processes-count", `${run.processes.filter(alive).length} at work`);
  draw("processes", sorted, () => sorted.length === 0 ? [h("li", { class: "empty" }, "No process has been at this run.")] : sorted.map((process) =>
    h("li", null, h("span", { class: "mono" }, process.name),
      h("span", { class: "sub" }, `${whole.format(process.rows)} rows`),
      alive(process) ? h("span", { class: "text-good" }, "at work")
        : h("span", { class: process.doing === "ended" ? "sub" : "text-bad" }, process.doing === "ended" ? "ended" : `silent for ${duration(process.silent_seconds)}`))));
}

function quarantine(run) {
  const all = sums(run).rejected;
  text("quarantine-count", all > 0 ? plural(all, "row", "rows") : "");
  draw("reasons", run.reasons, (reasons) => reasons.length === 0 ? [h("caption", { class: "empty" }, "Every row fits so far.")] : [
    head(["Table"], ["Column"], ["Reason"], ["Rows", "number"]),
    h("tbody", null, ...reasons.map((reason) => h("tr", null, h("td", { class: "name" }, reason.source), h("td", { class: "mono" }, reason.column || "–"),
      h("td", null, reason.reason), h("td", { class: "number" }, whole.format(reason.rows))))),
  ]);
  $("rows-details").hidden = run.quarantine.length === 0;
  draw("quarantine", run.quarantine, (rows) => [
    head(["Table"], ["Place"], ["Column"], ["Why"], ["Values"]),
    h("tbody", null, ...rows.map((row) => h("tr", null, h("td", { class: "name" }, row.source), h("td", { class: "mono" }, row.place), h("td", { class: "mono" }, row.column || "–"),
      h("td", { class: "message" }, row.message), h("td", { class: "mono" }, row.values || "")))),
  ]);
}

function log(run) {
  draw("log", run.events, (events) => events.length === 0 ? [h("li", { class: "empty" }, "Nothing worth telling yet.")] : events.map((event) =>
    h("li", { class: event.level }, h("time", { datetime: new Date(event.at * 1000).toISOString() }, new Date(event.at * 1000).toLocaleTimeString("en", { hour12: false })), h("span", null, event.level), h("p", null, event.message))));
}

// A process that applies says so every second; one that is at a large group may take longer.
const SILENT = 30;

function stateOf(one) {
  if (one.state === "applying" && one.copying > 0) return [`copying ${whole.format(one.copying)} tables`, ""];
  if (one.state === "applying" && one.silent_seconds > SILENT) return [`not heard for ${duration(one.silent_seconds)}`, "text-bad"];
  if (one.wanted === "pause" && one.state === "applying") return ["paused", "text-warn"];
  return [one.state, one.error ? "text-bad" : ""];
}

function troubles(one) {
  const lines = [];
  if (one.error) lines.push([one.error, one.advice].filter(Boolean).join(": "));
  for (const table of one.stopped) lines.push(`${table.source} is stopped: ${[table.error, table.advice].filter(Boolean).join("; ")}`);
  if (one.waiting > 0) lines.push(`${whole.format(one.waiting)} statements of DDL wait in plconv.replication_ddl`);
  if (one.conflicts > 0) lines.push(`${whole.format(one.conflicts)} changes were left out: plconv.replication_conflict`);
  return lines;
}

function replications(list) {
  $("replication-section").hidden = list.length === 0;
  draw("replications", list, () => [
    head(["Name"], ["State"], ["Behind", "number"], ["Pending", "number"], ["Transactions", "number"], ["Changes", "number"], ["Problem"]),
    h("tbody", null, ...list.map((one) => {
      const [state, kind] = stateOf(one);
      return h("tr", { "data-replication": one.name }, h("td", { class: "name" }, one.name), h("td", { class: kind }, state),
        h("td", { class: "number" }, one.lag_seconds === null ? "–" : duration(one.lag_seconds)), h("td", { class: "number" }, whole.format(one.pending)),
        h("td", { class: "number" }, whole.format(one.transactions)), h("td", { class: "number" }, whole.format(one.changes)),
        h("td", { class: "message" }, ...troubles(one).map((line) => h("div", { class: "text-bad" }, line))));
    })),
  ]);
}

function show(state) {
  if (state.problem) {
    $("offline").hidden = false;
    text("offline", `The target does not answer: ${state.problem}`);
    return;
  }
  $("offline").hidden = true;
  shown = state;
  text("target", state.target);
  text("updated", `as of ${new Date().toLocaleTimeString("en", { hour12: false })}`);
  draw("runs", [state.runs, state.run && state.run.id], ([runs, selected]) => runs.map((run) => {
    const option = h("option", { value: run.id }, `${run.id} ${run.name} (${run.state})`);
    option.selected = run.id === selected;
    return option;
  }));
  replications(state.replications);
  const run = state.run;
  if (!run) {
    text("name", "no run yet");
    text("status", "waiting");
    $("idle").hidden = false;
    text("idle", "There is no run in this database. `plconv load` begins one.");
    return;
  }
  for (const part of [overview, problems, tables, tasks, processes, quarantine, log]) part(run);
}

function listen() {
  if (source) source.close();
  source = new EventSource(chosen === null ? "events" : `events?run=${chosen}`);
  source.onmessage = (message) => show(JSON.parse(message.data));
  source.onerror = () => {
    $("offline").hidden = false;
    text("offline", "plconv serve does not answer. What is shown is what it said last.");
  };
}

async function order(action) {
  const response = await fetch(`runs/${shown.run.id}/${action}`, { method: "POST", headers: { "X-Plconv": "1" } });
  if (response.ok) {
    show(await response.json());
  } else {
    $("offline").hidden = false;
    text("offline", await response.text());
  }
}

$("pause").addEventListener("click", (event) => order(event.currentTarget.dataset.action));
$("retry").addEventListener("click", () => order("retry"));
$("stop").addEventListener("click", () => $("confirm").showModal());
$("confirm").addEventListener("close", () => { if ($("confirm").returnValue === "yes") order("stop"); $("confirm").returnValue = ""; });
$("runs").addEventListener("change", (event) => { chosen = event.target.value; listen(); });
for (const [id, kind] of [["find", "input"], ["show", "change"]]) $(id).addEventListener(kind, () => shown && shown.run && tables(shown.run));
window.addEventListener("resize", () => shown && shown.run && overview(shown.run));
$("theme").addEventListener("click", () => {
  const root = document.documentElement;
  const dark = root.dataset.theme ? root.dataset.theme === "dark" : matchMedia("(prefers-color-scheme: dark)").matches;
  root.dataset.theme = dark ? "light" : "dark";
});
listen();
