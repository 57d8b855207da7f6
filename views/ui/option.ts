/** One answer of a list or of a row of short answers. */
export interface Option {
  value: string;
  label: string;
}
