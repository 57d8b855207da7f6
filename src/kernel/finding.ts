/** What verification reports: one line for each thing that is not as it must be. */

export interface Finding {
  /** Which rule of the house is broken; named in views/i18n under `verification`. */
  rule: string;
  /** What it is broken for: a document number, a lot and place, a chain. */
  subject: string;
  expected: string;
  found: string;
}

/** One rule of the house and how to look for what breaks it; `Source` is what it looks in. */
export interface Check<Source> {
  rule: string;
  find(source: Source): Promise<Finding[]>;
}

/** A finding before it is named by its rule: what a check's statement selects. */
export type FoundRow = Omit<Finding, 'rule'>;

/** Every finding of the checks, one check after the other. */
export async function findAll<Source>(checks: readonly Check<Source>[], source: Source): Promise<Finding[]> {
  const findings: Finding[] = [];
  for (const check of checks) findings.push(...(await check.find(source)));
  return findings;
}
