/** The fields that name what is called back: an item or its words, lot numbers, and how they are meant. */
import { MATCHES } from '../../src/recalls/rules.ts';
import type { TargetScan } from '../../src/recalls/scan-queries.ts';
import type { FormState } from '../../src/web/form.ts';
import { refusalText, type Words } from '../i18n/index.ts';
import { Choices } from '../ui/choice.tsx';
import { TextArea, TextField } from '../ui/field.tsx';
import { ScanResult } from '../ui/scan.tsx';

export function TargetFields({ t, form, optional }: { t: Words; form: FormState; optional?: boolean }) {
  const words = t.recalls;
  return (
    <>
      <TextField
        form={form}
        name="item"
        label={words.item}
        hint={words.itemHint}
        maxlength={200}
        {...(optional && { note: t.forms.optional })}
      />
      <TextArea
        form={form}
        name="lots"
        label={words.lotNumbers}
        hint={words.lotNumbersHint}
        rows={2}
        maxlength={4000}
      />
      <Choices
        form={form}
        name="match"
        label={words.match}
        choices={MATCHES.map((value) => ({ value, title: words.matches[value], text: words.matchTexts[value] }))}
        chosen="exact"
      />
    </>
  );
}

export const targetLabels = (t: Words) => ({
  item: t.recalls.item,
  lots: t.recalls.lotNumbers,
  match: t.recalls.match,
  file: t.recalls.file,
});

/** What the pack in the hand filled in, or why it filled in nothing. */
export function TargetScanResult({ t, scan }: { t: Words; scan: TargetScan }) {
  const words = t.recalls.scan;
  const { unread, items, many, lotNumber } = scan;
  const text = scan.text.replaceAll('\u001d', ' ').slice(0, 80);
  if (unread !== null) return <ScanResult tone="danger" title={t.scanning.unreadTitle} text={refusalText(t, unread)} />;
  if (many > 1) {
    const names = items.map((one) => `${one.name} ${one.code}`);
    return <ScanResult tone="warn" title={words.many(many)} text={words.names(names)} />;
  }
  const [item] = items;
  if (item === undefined && lotNumber === '')
    return <ScanResult tone="danger" title={words.none(text)} text={words.noneText} />;
  if (item === undefined) return <ScanResult tone="warn" title={words.onlyLot(lotNumber)} text={words.onlyLotText} />;
  if (lotNumber === '') return <ScanResult tone="warn" title={words.onlyItem(item.name)} text={words.onlyItemText} />;
  return <ScanResult tone="accent" title={words.both(item.name, lotNumber)} />;
}
