import { encode, renderSVG } from 'uqr';

/** Modules of white around a code that readers need (ISO/IEC 18004). */
const QUIET_MODULES = 4;
/** Wide enough for print at a hand's breadth. */
const LEAST_PX = 1_000;

/** A link as a QR code: M corrects 15 % of damage, enough for a printed leaflet. */
export function qrSvg(link: string): string {
  return renderSVG(link, { ecc: 'M', border: QUIET_MODULES, pixelSize: 10 });
}

/** The same as a picture, every module so many whole pixels wide. */
export async function qrPng(link: string): Promise<Blob> {
  const { data, size } = encode(link, { ecc: 'M', border: QUIET_MODULES });
  const scale = Math.ceil(LEAST_PX / size);
  const canvas = new OffscreenCanvas(size * scale, size * scale);
  const pen = canvas.getContext('2d');
  if (!pen) throw new Error('This browser draws no pictures here.');
  pen.fillStyle = '#fff';
  pen.fillRect(0, 0, canvas.width, canvas.height);
  pen.fillStyle = '#000';
  for (const [y, row] of data.entries()) {
    for (const [x, isBlack] of row.entries()) if (isBlack) pen.fillRect(x * scale, y * scale, scale, scale);
  }
  return canvas.convertToBlob({ type: 'image/png' });
}
