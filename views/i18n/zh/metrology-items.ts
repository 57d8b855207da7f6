/** Kinds of the list of compulsory metrology, in Chinese. */

export const metrologyItems = {
  sphygmomanometer: '血压计（表）',
  thermometer: '体温计',
  tonometer: '眼压计',
  ecg: '心电图机',
  eeg: '脑电图机',
  monitor: '多参数监护仪',
  xray: '医用诊断X射线源',
  ct: 'CT辐射源',
  ultrasound: '医用超声源',
  laser: '医用激光源',
  audiometer: '听力计',
  ph_meter: '酸度计',
  photometer: '分光光度计、比色计',
  blood_counter: '血细胞分析仪',
  refractor: '验光、屈光度计',
  balance: '天平',
  weights: '砝码',
  pressure_gauge: '压力表',
};
