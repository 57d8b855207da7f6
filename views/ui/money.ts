/** Amounts as text: the same in every language, so that dictionaries may use it too. */

/** Made once: a formatter costs more than a page of numbers. */
export const grouped = new Intl.NumberFormat('en-US', { maximumFractionDigits: 3 }).format;

/** Integer fen as `1,234.56`; minus is `−`. */
export function moneyText(amountFen: number): string {
  const fen = Math.abs(amountFen);
  const text = `${grouped(Math.floor(fen / 100))}.${String(fen % 100).padStart(2, '0')}`;
  return amountFen < 0 ? `−${text}` : text;
}
