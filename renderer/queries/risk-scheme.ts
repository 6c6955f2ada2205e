import { rosterInForce } from '../../shared/events/ballot.ts';
import { riskSchemeOf, type RiskScheme } from '../../shared/risk/scheme.ts';
import { useSession } from './session.ts';

/** How the charter in force turns ratings into levels. The same object as long as the charter is. */
export function useRiskScheme(): RiskScheme {
  return riskSchemeOf(rosterInForce(useSession().profile.rosters).roster.charter);
}
