// As OpenSign does it: pdf-lib writes the file anew with more pages and a placeholder, @signpdf signs with a key read each time.

import fontkit from "@pdf-lib/fontkit";
import { pdflibAddPlaceholder } from "@signpdf/placeholder-pdf-lib";
import { P12Signer } from "@signpdf/signer-p12";
import { SignPdf } from "@signpdf/signpdf";
import { PDFDocument } from "pdf-lib";

import { A4, font, offered, p12, pages, passphrase, place, work } from "./worker.mjs";

const REASON = { reason: "Sopimus on hyväksytty", location: "n/a", name: "Sinetti", contactInfo: "n/a" };

async function stampAndSign() {
  const pdfDoc = await PDFDocument.load(offered);
  pdfDoc.registerFontkit(fontkit);
  const embedded = await pdfDoc.embedFont(font, { subset: true });
  for (const lines of pages) {
    const page = pdfDoc.addPage([A4.width, A4.height]);
    lines.forEach((text, line) => page.drawText(text, { ...place(line), font: embedded }));
  }
  return signed(pdfDoc);
}

async function signed(pdfDoc) {
  pdflibAddPlaceholder({ pdfDoc, ...REASON, signatureLength: 15000 });
  const pdf = Buffer.from(await pdfDoc.save());
  return new SignPdf().sign(pdf, new P12Signer(p12, { passphrase }));
}

await work({ "stamp and sign": stampAndSign, sign: async () => signed(await PDFDocument.load(offered)) });
