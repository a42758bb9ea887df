package edu.platform.core.staff;

/**
 * A role of the staff (requirement R2.1).
 *
 * @param id its key
 * @param code what tokens and the API call it
 * @param name what the installation calls it
 */
public record StaffRole(int id, String code, String name) {}
