// The first file of Report.
