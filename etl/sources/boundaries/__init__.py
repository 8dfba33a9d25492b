"""Administrative areas of Gyeonggi, Seoul and Incheon, from census polygons and MOIS codes."""
