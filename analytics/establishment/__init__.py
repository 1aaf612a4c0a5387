"""What the staffing rules find: contracts, dispatch, retirement, subsidies, certificates, vacancies."""
