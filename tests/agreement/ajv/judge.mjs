// Judges answers with ajv: one line of JSON in, one out. {"load": {schema}, "options": {}} or {"definition": "URN#/$defs/Name", "answers": ["JSON", …]}.
import { createInterface } from "node:readline";
import Ajv2020 from "ajv/dist/2020.js";

let ajv;
const judges = new Map();

function judge({ load, options, definition, answers }) {
  if (load) {
    // A pair at a time: what was compiled for the one before is given back.
    ajv = new Ajv2020({ strict: true, ...options });
    judges.clear();
    ajv.addSchema(load);
    return [];
  }
  let right = judges.get(definition);
  if (!right) {
    right = ajv.getSchema(definition);
    judges.set(definition, right);
  }
  return answers.map((text) => {
    let answer;
    try {
      answer = JSON.parse(text);
    } catch {
      return false;
    }
    return right(answer);
  });
}

for await (const line of createInterface({ input: process.stdin })) {
  const before = process.cpuUsage();
  let reply;
  try {
    reply = { right: judge(JSON.parse(line)) };
  } catch (error) {
    reply = { error: String(error) };
  }
  const { user, system } = process.cpuUsage(before);
  process.stdout.write(JSON.stringify({ ...reply, cpu: (user + system) / 1e6 }) + "\n");
}
