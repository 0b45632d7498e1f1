// As Documenso does it: @libpdf/core adds pages with an embedded font and signs with a key that was read once.

import { P12Signer, PDF } from "@libpdf/core";

import { A4, font, offered, p12, pages, passphrase, place, work } from "./worker.mjs";

const signer = await P12Signer.create(p12, passphrase, { buildChain: true });

async function stampAndSign() {
  const pdf = await PDF.load(offered);
  const embedded = pdf.embedFont(font);
  for (const lines of pages) {
    const page = pdf.addPage(A4);
    lines.forEach((text, line) => page.drawText(text, { ...place(line), font: embedded }));
  }
  return signed(pdf);
}

async function signed(pdf) {
  const { bytes } = await pdf.sign({ signer, reason: "Sopimus on hyväksytty" });
  return bytes;
}

await work({ "stamp and sign": stampAndSign, sign: async () => signed(await PDF.load(offered)) });
