/** Text as an old Excel saves it: in GBK, which the platform decodes and cannot encode. */

/** Two-byte codes of GBK by character, found by decoding all of them: each code stands for one. */
function gbkTable(): Map<string, Buffer> {
  const decoder = new TextDecoder('gbk');
  const table = new Map<string, Buffer>();
  for (let lead = 0x81; lead <= 0xfe; lead += 1) {
    for (let trail = 0x40; trail <= 0xfe; trail += 1) {
      const bytes = Buffer.from([lead, trail]);
      const text = decoder.decode(bytes);
      if ([...text].length === 1 && text !== '\ufffd') table.set(text, bytes);
    }
  }
  return table;
}

/** The text in GBK; what GBK does not know becomes a question mark. */
export function gbk(text: string): Buffer {
  const table = gbkTable();
  return Buffer.concat(
    [...text].map((sign) => (sign.charCodeAt(0) < 0x80 ? Buffer.from(sign) : (table.get(sign) ?? Buffer.from('?')))),
  );
}
