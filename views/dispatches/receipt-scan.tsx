/** Receiving by scan: what the last code was, what may be noted of it, and which boxes were not scanned yet. */
import type { CountedScan, ScanState } from '../../src/dispatches/scan-receipt-queries.ts';
import { refusalText, type Words } from '../i18n/index.ts';
import { Button } from '../ui/button.tsx';
import { quantityText } from '../ui/format.ts';
import { ScanField, ScanResult } from '../ui/scan.tsx';
import { ScanReadings } from '../ui/scan-question.tsx';

interface ScanProps {
  t: Words;
  state: ScanState;
  action: string;
}

/** First in the form, so that a scanner's Enter counts and never signs for the goods. */
export function ReceiptScan({ t, state, action }: ScanProps) {
  const words = t.arrivals.scan;
  const missing = state.boxes.filter((box) => !box.scanned);
  return (
    <>
      <ScanField
        t={t}
        label={words.label}
        button={words.button}
        formAction={action}
        send={{ name: 'find', value: '1' }}
        focused
      />
      {state.boxes
        .filter((box) => box.scanned)
        .map((box) => (
          <input type="hidden" name="box" value={String(box.id)} />
        ))}
      {state.scan && <Told t={t} scan={state.scan} action={action} />}
      {state.boxes.length > 0 && (
        <ScanResult
          tone={missing.length === 0 ? 'accent' : 'info'}
          icon={missing.length === 0 ? 's-done' : 'i-info'}
          title={words.boxes(state.boxes.length - missing.length, state.boxes.length)}
          text={missing.length === 0 ? '' : words.boxesMissing(missing.map((box) => box.position))}
        />
      )}
    </>
  );
}

/** A button of the form that notes one pack. */
function Note({ value, label, action }: { value: string; label: string; action: string }) {
  return (
    <Button name="odd" value={value} formAction={action} skipChecks>
      {label}
    </Button>
  );
}

function Told({ t, scan, action }: { t: Words; scan: CountedScan; action: string }) {
  const words = t.arrivals.scan;
  switch (scan.kind) {
    case 'unread':
      return (
        <div>
          <ScanResult tone="danger" title={t.scanning.unreadTitle} text={refusalText(t, scan.refusal)} />
          <ScanReadings t={t} refusal={scan.refusal} name="find" formAction={action} />
        </div>
      );
    case 'counted': {
      const { line, hasBase } = scan;
      const [has, of] = [hasBase, line.shippedBase].map((base) => quantityText(t, base, line.shape));
      return <ScanResult tone="accent" title={words.counted(line.itemName, line.lotNumber, has ?? '', of ?? '')} />;
    }
    case 'whole': {
      const { line } = scan;
      const of = quantityText(t, line.shippedBase, line.shape);
      const over = <Note value={`over ${line.id}`} label={words.over} action={action} />;
      return <ScanResult tone="warn" title={words.whole(line.itemName, of)} text={words.wholeText} action={over} />;
    }
    case 'wrong_lot': {
      const { line, lot } = scan;
      const wrong = <Note value={`wrong ${line.id} ${lot}`} label={words.wrong(lot)} action={action} />;
      const title = words.wrongLot(line.itemName, lot);
      return <ScanResult tone="danger" title={title} text={words.wrongLotText} action={wrong} />;
    }
    case 'which':
      return (
        <div class="scan-question">
          <p>{words.which(plain(scan.text))}</p>
          <div class="buttons">
            {scan.lines.map((line) => (
              <Note value={`good ${line.id}`} label={`${line.itemName} ${line.lotNumber}`} action={action} />
            ))}
          </div>
        </div>
      );
    case 'box':
      return scan.again ? (
        <ScanResult tone="info" icon="i-info" title={words.boxAgain(scan.position)} />
      ) : (
        <ScanResult tone="accent" title={words.box(scan.position, scan.lines)} />
      );
    case 'other_box':
      return (
        <ScanResult
          tone="danger"
          title={words.otherBox(scan.number, scan.position, scan.receiver)}
          text={words.noneText}
        />
      );
    case 'noted':
      return <ScanResult tone="info" icon="i-info" title={words.noted} />;
    default:
      return <ScanResult tone="danger" title={words.none(plain(scan.text))} text={words.noneText} />;
  }
}

const plain = (text: string) => text.replaceAll('\u001d', ' ').slice(0, 80);
