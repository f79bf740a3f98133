// Rectified linear unit.
