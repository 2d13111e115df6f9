// A host of the portable engine: memory, the calls, and every array by its name. It knows nothing of the model; where
// things lie is said by what Python laid out (see description.py).

const FOUR_NUMBERS_AT_ONCE = [
  0, 97, 115, 109, 1, 0, 0, 0, 1, 5, 1, 96, 0, 1, 123, 3, 2, 1, 0, 10, 10, 1, 8, 0, 65, 0, 253, 15, 253, 98, 11,
];
const READ = { f8: "getFloat64", f4: "getFloat32", i8: "getBigInt64", u8: "getBigUint64", i4: "getInt32", i2: "getInt16", i1: "getInt8", b1: "getUint8" };

// Whether this machine runs the engine that computes several numbers at once.
export function hasSimd() {
  return WebAssembly.validate(new Uint8Array(FOUR_NUMBERS_AT_ONCE));
}

// One run in a memory of its own: `parts` are pairs of an address and the bytes that stand there.
export function hosted(module, image, parts) {
  const memory = new WebAssembly.Memory({ initial: image.pages, maximum: image.pages });
  const stack = new WebAssembly.Global({ value: "i32", mutable: true }, image.stack);
  const env = { __linear_memory: memory, __stack_pointer: stack };
  const call = new WebAssembly.Instance(module, { env }).exports;
  const bytes = new Uint8Array(memory.buffer), view = new DataView(memory.buffer);
  for (const [at, part] of parts) bytes.set(part, at);
  call.reserve(...image.scratch);
  const { world, chart, schedule, run } = image.bundles;
  const place = (name) => image.places[name];

  // Return what reads one field of record `i` of an array (without a field: number `i` of an array of numbers).
  function reader(name, field = "") {
    const { at, step, fields } = place(name);
    const [offset, kind] = fields[field];
    const read = view[READ[kind]].bind(view);
    return (i) => read(at + i * step + offset, true);
  }

  return {
    bytes,
    // Let the run have the luck of another replicate; it has to begin anew.
    setReplicate: (number) => {
      const { at, fields } = place("run.luck");
      view.setBigInt64(at + fields.replicate[0], BigInt(number), true);
    },
    weeks: image.weeks,
    begin: () => call.begin_run(world, chart, run),
    live: (week) => call.live(week, world, chart, schedule, run),
    sumUp: () => call.sum_up(image.weeks, world, chart, run),
    length: (name) => place(name).shape.reduce((all, one) => all * one, 1),
    reader,
  };
}
