/** Why an act on an application for equipment was refused, in Chinese. */
import type { RefusalSentence } from '../sentence.ts';

export const refusalsAcquisitions = {
  acquisition_price: '单价要大于0，金额不能超过系统能记的数。请核对。',
  acquisition_negative: '收费和成本不能是负数。',
  acquisition_units: '数量至少1台，最多500台。',
  acquisition_own: '须两个人：申请、修改或提交过的人不能批准、退回或否决。请另一人处理。',
  acquisition_idle: (d) => `${d.number}闲置着。请写明为什么不调剂这一台，或者先申请调剂。`,
  acquisition_check_old: (d) => `闲置设备是${d.day}核对的。请先重新核对，再提交。`,
  acquisition_level: (d) =>
    d.level === 'meeting'
      ? '金额大，须集体决策后由分管院长批准。'
      : d.level === 'office'
        ? '须资产办批准。'
        : '须本机构负责人批准。',
  acquisition_meeting: '这个金额须集体决策。请填会议记录。',
  acquisition_not_here: (d) => `${d.place}的设备由本机构或资产办申请。您可以查看，不能操作。`,
} satisfies Record<string, RefusalSentence>;
