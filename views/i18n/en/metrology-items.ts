/** Kinds of the list of compulsory metrology, in English. */
import type { metrologyItems as zh } from '../zh/metrology-items.ts';

export const metrologyItems: typeof zh = {
  sphygmomanometer: 'Sphygmomanometer',
  thermometer: 'Thermometer',
  tonometer: 'Tonometer',
  ecg: 'ECG',
  eeg: 'EEG',
  monitor: 'Patient monitor',
  xray: 'Diagnostic X-ray source',
  ct: 'CT radiation source',
  ultrasound: 'Ultrasound source',
  laser: 'Laser source',
  audiometer: 'Audiometer',
  ph_meter: 'pH meter',
  photometer: 'Photometer, colorimeter',
  blood_counter: 'Blood cell counter',
  refractor: 'Refractometer',
  balance: 'Balance',
  weights: 'Weights',
  pressure_gauge: 'Pressure gauge',
};
