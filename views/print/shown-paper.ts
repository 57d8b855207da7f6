/** What a paper says, as a page shows it. */

export interface ShownPaper {
  issuer: string;
  title: string;
  number: string;
  facts: (readonly [string, string])[];
  heads: string[];
  rows: string[][];
  notes: string[];
}
