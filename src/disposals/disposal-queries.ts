/** What other features ask of disposals. */
export { disposalFor } from './disposal-record.ts';
