/** Every table of the program. */
export * from './account.ts';
export * from './audit.ts';
export * from './catalogue.ts';
export * from './dispatches.ts';
export * from './documents.ts';
export * from './formulary.ts';
export * from './imports.ts';
export * from './ledger.ts';
export * from './organisations.ts';
export * from './preparations.ts';
export * from './selection.ts';
export * from './settings.ts';
export * from './shortages.ts';
export * from './substitutes.ts';
export * from './users.ts';
