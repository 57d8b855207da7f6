/** English words of suppliers and makers. */
import type { parties as zh } from '../zh/parties.ts';

export const parties: typeof zh = {
  title: 'Suppliers',
  licenceKinds: {
    business: 'business licence',
    drug_distribution: 'drug distribution licence',
    drug_production: 'drug production licence',
    device_distribution: 'device distribution licence (or filing)',
    device_production: 'device production licence (or filing)',
    authorisation: 'authorisation by the maker',
    salesperson: 'authorisation of the salesperson',
    quality_agreement: 'quality agreement',
  },
  goods: {
    drug: 'drugs (room, cool)',
    biological: 'biologicals and cold-chain drugs',
    narcotic: 'narcotics, class I psychotropics and other controlled drugs',
    psychotropic_2: 'class II psychotropics',
    decoction_piece: 'decoction pieces',
    preparation: 'hospital preparations',
    consumable_2: 'class II consumables',
    consumable_3: 'class III consumables',
    reagent: 'in-vitro diagnostic reagents',
    device: 'medical equipment',
  },
};
