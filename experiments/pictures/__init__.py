"""Pictures of a study, for those who would rather look than read: drawn into its folder, or returned as figures."""
