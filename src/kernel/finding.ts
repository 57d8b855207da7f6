/** What verification reports: one line for each thing that is not as it must be. */

export interface Finding {
  /** Which rule of the house is broken; named in views/i18n under `verification`. */
  rule: string;
  /** What it is broken for: a document number, a lot and place, a chain. */
  subject: string;
  expected: string;
  found: string;
}
