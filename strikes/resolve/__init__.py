"""Who is who: records of claimants become identities, and every link can say why."""
