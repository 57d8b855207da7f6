/** Addresses of faults of equipment, of adverse events and recalls: part of `paths`. */
import { type Query, withQuery } from './query-path.ts';

type Format = 'csv' | 'xlsx';

export type FaultActPath =
  | 'assignment'
  | 'release'
  | 'diagnosis'
  | 'costs'
  | 'request'
  | 'request-recall'
  | 'decision'
  | 'repair'
  | 'resumption'
  | 'acceptance'
  | 'reopening'
  | 'withdrawal'
  | 'loaner';

export type DeviceEventActPath = 'forwarding' | 'recall' | 'withdrawal';

export type DeviceRecallActPath = 'answer' | 'retraction' | 'ending' | 'withdrawal';

export const faultPaths = {
  faults: (query?: Query) => withQuery('/equipment/faults', query),
  faultsExport: (format: Format, query?: Query) => withQuery(`/equipment/faults/export.${format}`, query),
  faultFigures: (query?: Query) => withQuery('/equipment/faults/figures', query),
  faultFiguresExport: (format: Format, query?: Query) => withQuery(`/equipment/faults/figures/export.${format}`, query),
  /** Reporting what is wrong with a card; reached by its label too. */
  newFault: (asset: string) => `/equipment/${asset}/faults/new`,
  assetFaults: (asset: string) => `/equipment/${asset}/faults`,
  fault: (number: string) => `/equipment/faults/${number}`,
  faultAct: (number: string, act: FaultActPath) => `/equipment/faults/${number}/${act}`,
  faultCostRemoval: (number: string, line: number) => `/equipment/faults/${number}/costs/${line}/removal`,
  deviceEvents: (query?: Query) => withQuery('/equipment/events', query),
  deviceEventsExport: (format: Format, query?: Query) => withQuery(`/equipment/events/export.${format}`, query),
  newDeviceEvent: (asset: string) => `/equipment/${asset}/events/new`,
  assetDeviceEvents: (asset: string) => `/equipment/${asset}/events`,
  deviceEvent: (number: string) => `/equipment/events/${number}`,
  deviceEventAct: (number: string, act: DeviceEventActPath) => `/equipment/events/${number}/${act}`,
  deviceRecalls: (query?: Query) => withQuery('/equipment/recalls', query),
  deviceRecallsExport: (format: Format, query?: Query) => withQuery(`/equipment/recalls/export.${format}`, query),
  newDeviceRecall: (query?: Query) => withQuery('/equipment/recalls/new', query),
  deviceRecall: (number: string, query?: Query) => withQuery(`/equipment/recalls/${number}`, query),
  deviceRecallExport: (number: string, format: Format, query?: Query) =>
    withQuery(`/equipment/recalls/${number}/export.${format}`, query),
  deviceRecallAct: (number: string, act: DeviceRecallActPath) => `/equipment/recalls/${number}/${act}`,
};
