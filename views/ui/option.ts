/** One answer of a list or of a row of short answers. */
export interface Option {
  value: string;
  label: string;
  /** Heading under which a long list shows it; neighbours with the same one stand together. */
  group?: string;
}
