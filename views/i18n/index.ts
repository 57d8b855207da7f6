/** The two dictionaries as one typed object each: a key missing in either language does not compile. */
import type { Language } from '../../src/auth/viewer.ts';
import type { Refusal } from '../../src/kernel/result.ts';
import { audit as enAudit } from './en/audit.ts';
import { auth as enAuth } from './en/auth.ts';
import { catalogue as enCatalogue } from './en/catalogue.ts';
import { common as enCommon } from './en/common.ts';
import { dispatches as enDispatches } from './en/dispatches.ts';
import { home as enHome } from './en/home.ts';
import { organisations as enOrganisations } from './en/organisations.ts';
import { refusalsCatalogue as enRefusalsCatalogue } from './en/refusals-catalogue.ts';
import { refusalsCommon as enRefusalsCommon } from './en/refusals-common.ts';
import { refusalsDispatches as enRefusalsDispatches } from './en/refusals-dispatches.ts';
import { refusalsKernels as enRefusalsKernels } from './en/refusals-kernels.ts';
import { refusalsPeople as enRefusalsPeople } from './en/refusals-people.ts';
import { refusalsPrint as enRefusalsPrint } from './en/refusals-print.ts';
import { refusalsShortages as enRefusalsShortages } from './en/refusals-shortages.ts';
import { shortages as enShortages } from './en/shortages.ts';
import { stock as enStock } from './en/stock.ts';
import { users as enUsers } from './en/users.ts';
import { verification as enVerification } from './en/verification.ts';
import type { RefusalSentence } from './sentence.ts';
import { audit as zhAudit } from './zh/audit.ts';
import { auth as zhAuth } from './zh/auth.ts';
import { catalogue as zhCatalogue } from './zh/catalogue.ts';
import { common as zhCommon } from './zh/common.ts';
import { dispatches as zhDispatches } from './zh/dispatches.ts';
import { home as zhHome } from './zh/home.ts';
import { organisations as zhOrganisations } from './zh/organisations.ts';
import { refusalsCatalogue as zhRefusalsCatalogue } from './zh/refusals-catalogue.ts';
import { refusalsCommon as zhRefusalsCommon } from './zh/refusals-common.ts';
import { refusalsDispatches as zhRefusalsDispatches } from './zh/refusals-dispatches.ts';
import { refusalsKernels as zhRefusalsKernels } from './zh/refusals-kernels.ts';
import { refusalsPeople as zhRefusalsPeople } from './zh/refusals-people.ts';
import { refusalsPrint as zhRefusalsPrint } from './zh/refusals-print.ts';
import { refusalsShortages as zhRefusalsShortages } from './zh/refusals-shortages.ts';
import { shortages as zhShortages } from './zh/shortages.ts';
import { stock as zhStock } from './zh/stock.ts';
import { users as zhUsers } from './zh/users.ts';
import { verification as zhVerification } from './zh/verification.ts';

const zhRefusals = {
  ...zhRefusalsCommon,
  ...zhRefusalsDispatches,
  ...zhRefusalsCatalogue,
  ...zhRefusalsKernels,
  ...zhRefusalsPeople,
  ...zhRefusalsPrint,
  ...zhRefusalsShortages,
};

const enRefusals: Record<keyof typeof zhRefusals, RefusalSentence> = {
  ...enRefusalsCommon,
  ...enRefusalsDispatches,
  ...enRefusalsCatalogue,
  ...enRefusalsKernels,
  ...enRefusalsPeople,
  ...enRefusalsPrint,
  ...enRefusalsShortages,
};

const zh = {
  language: 'zh' as Language,
  common: zhCommon,
  audit: zhAudit,
  users: zhUsers,
  dispatches: zhDispatches,
  catalogue: zhCatalogue,
  home: zhHome,
  organisations: zhOrganisations,
  auth: zhAuth,
  shortages: zhShortages,
  stock: zhStock,
  verification: zhVerification,
  refusals: zhRefusals as Record<keyof typeof zhRefusals, RefusalSentence>,
};

export type Words = typeof zh;

const en: Words = {
  language: 'en',
  common: enCommon,
  audit: enAudit,
  users: enUsers,
  dispatches: enDispatches,
  catalogue: enCatalogue,
  home: enHome,
  organisations: enOrganisations,
  auth: enAuth,
  shortages: enShortages,
  stock: enStock,
  verification: enVerification,
  refusals: enRefusals,
};

/** The dictionary of a language; Chinese is the first. */
export function wordsOf(language: Language): Words {
  return language === 'en' ? en : zh;
}

/** Why nothing was changed and what to do about it; an unknown reason gets a sentence that names the code. */
export function refusalText(words: Words, refusal: Pick<Refusal, 'reason' | 'detail'>): string {
  const sentences: Partial<Record<string, RefusalSentence>> = words.refusals;
  const sentence = Object.hasOwn(sentences, refusal.reason) ? sentences[refusal.reason] : undefined;
  if (sentence === undefined) return words.common.refusedWithoutWords(refusal.reason);
  return typeof sentence === 'string' ? sentence : sentence(refusal.detail);
}
