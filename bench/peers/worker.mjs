// What every peer's program has in common: jobs come by name, a line each; each is answered with what it took.

import { readFileSync, writeFileSync } from "node:fs";
import { createInterface } from "node:readline";

const folder = process.argv[2];

export const offered = readFileSync(`${folder}/offered.pdf`);
export const font = readFileSync(`${folder}/font.ttf`);
export const p12 = readFileSync(`${folder}/key.p12`);
export const passphrase = readFileSync(`${folder}/passphrase`, "ascii");
export const pages = JSON.parse(readFileSync(`${folder}/stamped.json`, "utf-8"));

export const A4 = { width: 595, height: 842 };
export const place = (line) => ({ x: 50, y: A4.height - 50 - 13 * line, size: 9 });

/** jobs: by name, from nothing to the bytes of a signed PDF. The last of each is left in the folder, to be looked at. */
export async function work(jobs) {
  for await (const name of createInterface({ input: process.stdin })) {
    const cpu = process.cpuUsage();
    const start = performance.now();
    const pdf = await jobs[name]();
    const wall = performance.now() - start;
    const used = process.cpuUsage(cpu);
    writeFileSync(`${folder}/${process.argv[3]} ${name}.pdf`, pdf);
    process.stdout.write(JSON.stringify({ wall, cpu: (used.user + used.system) / 1000 }) + "\n");
  }
}
