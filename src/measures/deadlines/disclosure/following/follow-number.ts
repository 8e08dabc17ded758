/** Numbers of this kind, by its digit; those of others are their rooms'. */
export const followNumber = ':number{\\d{8}3\\d{6,}}'
