/** A county that buys equipment: a buyer, a supplier, approved applications, what arrives, and both sides' words. */
import { statement } from '../../db/statement.ts';
import { openAcquisition, submitAcquisition } from '../../src/acquisitions/apply-commands.ts';
import { approveAcquisition } from '../../src/acquisitions/decide-commands.ts';
import { confirmAcceptance } from '../../src/asset-purchases/accept-commands.ts';
import { type DeliveryInput, recordDelivery } from '../../src/asset-purchases/delivery-commands.ts';
import { type ContractInput, openPurchase } from '../../src/asset-purchases/purchase-commands.ts';
import { acceptanceFor, purchaseFor } from '../../src/asset-purchases/purchase-record.ts';
import { assetPurchaseChecks } from '../../src/asset-purchases/verify.ts';
import { type AssetWorld, key, openAssetWorld } from '../assets/asset-world.ts';
import { accepted, addPerson, nextNumber, type TestPerson } from '../support/build.ts';
import { addParty, type TestParty } from '../support/parties.ts';

export interface BuyingWorld extends AssetWorld {
  buyer: TestPerson;
  supplier: TestParty;
}

export async function openBuyingWorld(): Promise<BuyingWorld> {
  const world = await openAssetWorld();
  return {
    ...world,
    buyer: await addPerson(world.services, world.head, 'buyer'),
    supplier: await addParty(world.services, { name: '赣州医疗器械公司' }),
  };
}

const allIdle = statement('select id from acquisition_idle');

/** What tests of one county do in it. */
export function roadOf(world: BuyingWorld) {
  const { buyer, supplier } = world;
  /** An application of the branch: so many units at 20,000 yuan, three quarters from treasury and donors. */
  async function draftFor(quantity: number, donatedFen = 0): Promise<string> {
    const amountFen = quantity * 2_000_000;
    const facts = { name: '半自动生化分析仪', classCode: 'laboratory', quantity, unitFen: 2_000_000 };
    const texts = { necessity: '已报废', feasibility: '有位置', benefit: '方便群众', budgetLine: '设备购置' };
    const { number } = accepted(
      await openAcquisition(world.services, world.custodian, key(), {
        ...{
          ...facts,
          ...texts,
          casesMonth: 400,
          chargeFen: 2_000,
          costFen: 500,
          largeKind: null,
          licenceNumber: null,
        },
        ...{
          organisationCode: world.branch.code,
          funds: { fiscal: (amountFen * 3) / 4 - donatedFen, own: amountFen / 4, donated: donatedFen },
        },
      }),
    );
    return number;
  }

  /** The same, approved. */
  async function approvedFor(quantity: number, donatedFen = 0): Promise<string> {
    const number = await draftFor(quantity, donatedFen);
    const idle = await world.services.db.read.run<{ id: number }>(allIdle, {});
    const reasons = Object.fromEntries(idle.map((one) => [String(one.id), '量程不够']));
    accepted(await submitAcquisition(world.services, world.custodian, { key: key(), number }, { reasons }));
    accepted(
      await approveAcquisition(world.services, world.officer, { key: key(), number }, { meetingRecord: '院长办公会' }),
    );
    return number;
  }

  const contract = (acquisitionNumber: string, more: Partial<ContractInput> = {}): ContractInput => ({
    acquisitionNumber,
    supplier: supplier.code,
    method: 'negotiation',
    methodReason: null,
    contractNumber: 'HT-2026-17',
    contractOn: '2026-03-01',
    quantity: 2,
    unitFen: 1_900_001,
    warrantyMonths: 24,
    deliverOn: '2026-12-31',
    ...{ paymentDays: 30, retentionPercent: 5, retentionMonths: 12 },
    paymentTerms: '验收后付95%，质保期满付5%',
    ...more,
  });
  const buy = (acquisition: string, more: Partial<ContractInput> = {}, by = buyer) =>
    openPurchase(world.services, by, key(), contract(acquisition, more));

  const unit = (more = {}) => ({ serialNumber: `BC${nextNumber()}`, udi: null, producedOn: '2026-01-05', ...more });
  const delivery = (more: Partial<DeliveryInput> = {}): DeliveryInput => ({
    ...{ arrivedOn: '2026-03-10', brand: '迈瑞', model: 'BA-88A', maker: '深圳迈瑞', categoryCode: '22' },
    ...{ registrationNumber: '国械注准20233220001', room: '检验室', damage: '外箱完好', units: [unit()] },
    ...more,
  });
  const arrive = (number: string, more: Partial<DeliveryInput> = {}, by: TestPerson = world.custodian) =>
    recordDelivery(world.services, by, { key: key(), number }, delivery(more));
  const userSays = (number: string, by: TestPerson = world.custodian) =>
    confirmAcceptance(world.services, by, { key: key(), number }, { side: 'user', supplierPerson: null, note: null });
  const officeSays = (number: string, by: TestPerson = world.officer) =>
    confirmAcceptance(
      world.services,
      by,
      { key: key(), number },
      { side: 'office', supplierPerson: '何工程师', note: null },
    );
  const findings = async () =>
    (await Promise.all(assetPurchaseChecks.map((check) => check.find(world.services.db.read)))).flat();
  const statusOf = async (number: string) =>
    (number.startsWith('SC')
      ? await purchaseFor(world.services.db.read, '/', number)
      : await acceptanceFor(world.services.db.read, '/', number)
    )?.document.status;
  return { draftFor, approvedFor, contract, buy, unit, delivery, arrive, userSays, officeSays, findings, statusOf };
}

export const reasonOf = (answer: { ok: boolean; reason?: string }) => (answer.ok ? 'ok' : answer.reason);
