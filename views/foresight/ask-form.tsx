/** One tap that asks for what will run out: the whole form of a shortage, filled from what is known. */
import type { ForesightLine } from '../../src/foresight/list-queries.ts';
import { paths } from '../../src/paths.ts';
import type { Words } from '../i18n/index.ts';
import { Button } from '../ui/button.tsx';
import { Hidden, HiddenKey } from '../ui/field.tsx';

interface AskFormProps {
  t: Words;
  line: ForesightLine;
  today: string;
  formKey: string;
}

/** What the form of a shortage is filled with; the day it is needed by is the day on which there is none. */
export function askedFields(line: ForesightLine, today: string): Record<string, string> {
  return {
    organisationCode: line.memberCode,
    q: line.code,
    itemCode: line.code,
    'quantity.packs': String(line.packs),
    'quantity.units': '0',
    urgency: 'routine',
    reason: line.usableBase + line.comingBase === 0 ? 'out_of_stock' : 'below_safety',
    neededBy: line.outOn < today ? today : line.outOn,
    substitute: 'yes',
  };
}

export function AskForm({ t, line, today, formKey }: AskFormProps) {
  return (
    <form method="post" action={paths.newShortage()}>
      <HiddenKey value={formKey} />
      {Object.entries(askedFields(line, today)).map(([name, value]) => (
        <Hidden name={name} value={value} />
      ))}
      <Button small>{t.foresight.askNow(line.packs, t.formats.unit(line.packUnit, line.packs))}</Button>
    </form>
  );
}
